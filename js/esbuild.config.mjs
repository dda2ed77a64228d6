import { readdirSync, readFileSync } from 'node:fs';
import { build } from 'esbuild';

const LOCALES = '../navai_jupyter/locale';
const catalogues = readdirSync(LOCALES).map((locale) =>
  JSON.parse(readFileSync(`${LOCALES}/${locale}/LC_MESSAGES/navai_jupyter.json`, 'utf8')),
);

const options = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
};

await build({
  ...options,
  entryPoints: ['src/widget.ts'],
  outfile: '../navai_jupyter/static/widget.js',
  define: { CATALOGUES: JSON.stringify(await firstOf(catalogues)) },
});

// What the widget's kernel sends to a page that has no JupyterLab extension of ours.
await build({
  ...options,
  entryPoints: ['src/hosts/widget/alone.ts'],
  outfile: '../navai_jupyter/static/voice.js',
  inject: ['src/hosts/widget/offers.ts'],
  define: { CATALOGUES: JSON.stringify(catalogues) },
});

/** What of `catalogues` the widget needs by itself: notebooks may keep it, so that it has to be small. */
async function firstOf(catalogues) {
  const built = await build({ ...options, entryPoints: ['src/core/first-words.ts'], write: false });
  const code = encodeURIComponent(built.outputFiles[0].text);
  const { firstWords, firstProblems } = await import(`data:text/javascript,${code}`);
  const needed = new Set(['', ...Object.values(firstWords), ...Object.values(firstProblems).flat()]);
  return catalogues.map((catalogue) =>
    Object.fromEntries(Object.entries(catalogue).filter(([text]) => needed.has(text))),
  );
}
