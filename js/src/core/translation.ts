/**
 * What a person reads, or a screen reader speaks, is looked up here in the language of the page. What the model reads
 * or answers and what is said stay English, as the local engine hears and speaks it: tool-words, notebook-words,
 * reading-words, command-words, place-words and `spoken`; so do problems, which `localised` looks up for a person.
 *
 * An English text is its own key, with %1, %2… where values go.
 */

export type Value = string | number;

/** What JupyterLab's `ITranslator` hands out for a domain, as far as it is used. */
export interface Bundle {
  __(text: string, ...values: Value[]): string;
  /** `%1` is the count, the values go on from `%2`. */
  _n(one: string, many: string, count: number, ...values: Value[]): string;
}

interface Facts {
  readonly language: string;
}

/** A file of `navai_jupyter/locale`: translations by their English text, singular first; under '' what it is. */
export type Catalogue = { readonly [text: string]: readonly string[] | Facts };

/** Texts in the place of ours, by the English ones. */
export type Labels = { readonly [text: string]: string };

let bundle: Bundle = bundleOf({});
let labels: Labels = {};
let offered: Labels = {};

/** Texts that are read from now on are in the language of `translations`: a page has one, and sets it before it shows any. */
export function translateWith(translations: Bundle): void {
  bundle = translations;
}

/** Texts that are read from now on are these, where they are among them, in whatever language the page is. */
export function relabel(own: Labels): void {
  labels = own;
}

/** The same of what a notebook asks for: a person's own labels go before it. */
export function offerLabels(ofNotebook: Labels): void {
  offered = { ...offered, ...ofNotebook };
}

function labelOf(text: string): string | undefined {
  return [labels, offered].find((each) => Object.hasOwn(each, text))?.[text];
}

/** Of a language with one plural; what `catalogue` lacks stays English. */
export function bundleOf(catalogue: Catalogue): Bundle {
  const translation = (text: string, form: number) => {
    const found = catalogue[text];
    return Array.isArray(found) ? (found[form] as string | undefined) : undefined;
  };
  return {
    __: (text, ...values) => fill(translation(text, 0) ?? text, values),
    _n: (one, many, count, ...values) =>
      fill(translation(one, count === 1 ? 0 : 1) ?? (count === 1 ? one : many), [count, ...values]),
  };
}

/** In `language` as browsers name it, or in a sister of it: who reads es-MX can read es-ES. */
export function bundleFor(language: string, catalogues: readonly Catalogue[]): Bundle {
  const family = language.split('-')[0];
  const named = catalogues.map((catalogue) => ({ catalogue, name: (catalogue[''] as Facts).language }));
  const nearest =
    named.find(({ name }) => name === language) ?? named.find(({ name }) => name.split('-')[0] === family);
  return bundleOf(nearest?.catalogue ?? {});
}

export function t(text: string, ...values: Value[]): string {
  const label = labelOf(text);
  return label === undefined ? bundle.__(text, ...values) : fill(label, values);
}

export function n(one: string, many: string, count: number, ...values: Value[]): string {
  const label = labelOf(count === 1 ? one : many);
  return label === undefined ? bundle._n(one, many, count, ...values) : fill(label, [count, ...values]);
}

/** The same object, each of whose texts is translated when it is read: modules are evaluated before the language is known. */
export function translated<T extends object>(texts: T): Readonly<T> {
  return new Proxy(texts, {
    get: (target, key, receiver) => {
      const value = Reflect.get(target, key, receiver);
      if (typeof value === 'string') {
        return t(value);
      }
      return typeof value === 'object' && value !== null ? translated(value) : value;
    },
  });
}

/** `text` with `values` where it has %1, %2… */
export function fill(text: string, values: readonly Value[]): string {
  return text.replace(/%(\d)/g, (place, number) => String(values[Number(number) - 1] ?? place));
}
