/** For pages that have no JupyterLab extension of ours: nobody else tells there which language is read. */

import { bundleFor, type Catalogue, translateWith } from '../../core/translation.js';

/** Those of `navai_jupyter/locale` as JSON, put in by the build: esbuild cannot put an object into what it injects. */
declare const CATALOGUES: string;

const catalogues: Catalogue[] = JSON.parse(CATALOGUES);
translateWith(bundleFor(document.documentElement.lang || navigator.language, catalogues));
