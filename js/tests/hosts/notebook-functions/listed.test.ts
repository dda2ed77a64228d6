import { expect, it, vi } from 'vitest';

import { type NotebookParts, notebookFunctions } from '../../../src/hosts/lab/notebook/functions.js';

// Nothing runs here, and the notebook itself wants a whole browser.
vi.mock('@jupyterlab/notebook', () => ({}));

it('lists the functions that the evaluation of the local planner is about', async () => {
  const tools = notebookFunctions({} as NotebookParts).map(({ info: { name, description, parameters } }) => ({
    name,
    description,
    parameters,
  }));
  const listed = `${JSON.stringify(tools, null, 2)}\n`;
  await expect(listed).toMatchFileSnapshot('../../../../tests/evaluation/toolsets/notebook.json');
});
