import { build } from 'esbuild';

await build({
  entryPoints: ['src/widget.ts'],
  outfile: '../navai_jupyter/static/widget.js',
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
});
