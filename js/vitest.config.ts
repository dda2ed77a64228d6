import { defineConfig } from 'vitest/config';

import spanish from '../navai_jupyter/locale/es_ES/LC_MESSAGES/navai_jupyter.json' with { type: 'json' };

export default defineConfig({
  define: { CATALOGUES: JSON.stringify([spanish]) },
  test: { include: ['tests/**/*.test.ts'], testTimeout: 10_000 },
});
