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

await build({ ...options, entryPoints: ['src/widget.ts'], outfile: '../navai_jupyter/static/widget.js' });

// What the widget's kernel sends to a page that has no JupyterLab extension of ours.
await build({
  ...options,
  entryPoints: ['src/hosts/widget/alone.ts'],
  outfile: '../navai_jupyter/static/voice.js',
  inject: ['src/hosts/widget/offers.ts'],
  define: { CATALOGUES: JSON.stringify(catalogues) },
});
