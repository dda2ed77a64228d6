/**
 * How a word sounds: Lawrence Philips' Double Metaphone, as an ordered table of spellings.
 *
 * The published ports disagree with each other ("approach", "number"), so this table and its twin in
 * `navai_jupyter/core/metaphone.py` are our own: consonants and English spelling, with a second key where a
 * spelling has two sounds. `tests/cases/routes.json` holds both to the same keys.
 */

type Rule = readonly [spelling: RegExp, key: string, other?: string];

/** The first that fits where one is in the word counts; what none fits is silent. */
const RULES: readonly Rule[] = [
  // Beginnings
  [/^[GKP]N/y, 'N'],
  [/^WR/y, 'R'],
  [/^PS/y, 'S'],
  [/^X/y, 'S'],
  [/^[AEIOU]/y, 'A'],
  [/^Y(?=[AEIOU])/y, 'A'],
  [/^Y/y, 'A'],
  [/^WH?(?=[AEIOUY])/y, 'W'],
  [/^CH(?=ARA[CS]|ARIS|EM|OR(?!E)|YM|IA|AOS)/y, 'K'],
  [/^GH/y, 'K'],
  [/^SUGAR/y, 'XKR', 'SKR'],
  // Consonants
  [/B+/y, 'P'],
  [/(?<=AR)CH(?=IT|IV|ET|ANG)/y, 'K'],
  [/CH(?=[LRNMBHFVWT])/y, 'K'],
  [/(?<=[EO])CH(?=S?$|NO)/y, 'K', 'X'],
  [/CH/y, 'X', 'K'],
  [/CZ/y, 'S', 'X'],
  [/CIA/y, 'X'],
  [/C(?=IO|IE)/y, 'S', 'X'],
  [/CC(?=[IEY])/y, 'KS'],
  [/C(?=[IEY])/y, 'S'],
  [/C[CKGQ]?/y, 'K'],
  [/DG(?=[IEY])/y, 'J'],
  [/D[DT]?/y, 'T'],
  [/F+/y, 'F'],
  [/GH(?=T)/y, ''],
  [/(?<=[CGLRT]OU)GH/y, 'F', ''],
  [/(?<=[LR]AU)GH/y, 'F'],
  [/(?<=[AEIOUY])GH/y, ''],
  [/GN(?=E?[DR]?S?$|ING$|MENT)/y, 'N'],
  [/GN/y, 'KN', 'N'],
  [/GG(?=[EIY])/y, 'K', 'J'],
  [/G(?=[EIY])/y, 'J', 'K'],
  [/G[GH]?/y, 'K'],
  [/(?:^|(?<=[AEIOUY]))H(?=[AEIOUY])/y, 'H'],
  [/J+/y, 'J'],
  [/K+/y, 'K'],
  [/L+/y, 'L'],
  [/MB$/y, 'M'],
  [/M+/y, 'M'],
  [/N+/y, 'N'],
  [/PH/y, 'F'],
  [/P+/y, 'P'],
  [/Q+/y, 'K'],
  [/R+/y, 'R'],
  [/SCH(?=OO|ED|EM|OL)/y, 'SK', 'X'],
  [/SCH/y, 'X', 'SK'],
  [/S?SH/y, 'X'],
  [/SS?I(?=O)/y, 'X', 'S'],
  [/SC(?=[IEY])/y, 'S'],
  [/S[SZ]?/y, 'S'],
  [/TION/y, 'XN'],
  [/TI(?=A)/y, 'X'],
  [/TCH/y, 'X'],
  [/TH(?=OM|AM|YM)/y, 'T'],
  [/TH/y, '0', 'T'],
  [/T[TD]?/y, 'T'],
  [/V+/y, 'F'],
  [/W(?=[AEIOUY])/y, 'W'],
  [/X/y, 'KS'],
  [/ZH/y, 'J'],
  [/Z+/y, 'S'],
];

const known = new Map<string, ReadonlySet<string>>();

/** The keys of a word of plain letters; none where it has no consonant or another script. */
export function sounds(word: string): ReadonlySet<string> {
  let keys = known.get(word);
  if (!keys) {
    keys = keysOf(word.toUpperCase().replace(/[^A-Z]/g, ''));
    known.set(word, keys);
  }
  return keys;
}

function keysOf(letters: string): ReadonlySet<string> {
  let [first, second] = ['', ''];
  for (let at = 0; at < letters.length; ) {
    let end = at + 1;
    for (const [spelling, key, other = key] of RULES) {
      spelling.lastIndex = at;
      if (spelling.test(letters)) {
        first += key;
        second += other;
        end = spelling.lastIndex;
        break;
      }
    }
    at = end;
  }
  return new Set([first, second].filter(Boolean));
}
