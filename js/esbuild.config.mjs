import { build } from 'esbuild';

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
  entryPoints: ['src/hosts/widget/voice.ts'],
  outfile: '../navai_jupyter/static/voice.js',
  inject: ['src/hosts/widget/offers.ts'],
});
