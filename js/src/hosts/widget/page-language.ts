/** For pages that have no JupyterLab extension of ours: nobody else tells there which language is read. */

import { bundleFor, type Catalogue, translateWith } from '../../core/translation.js';

/** Those of `navai_jupyter/locale`, put in by the build as far as the script needs them. */
declare const CATALOGUES: readonly Catalogue[];

translateWith(bundleFor(document.documentElement.lang || navigator.language, CATALOGUES));
