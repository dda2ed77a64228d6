/** The widget's module for a page without our JupyterLab extension, in the language of that page. */

import './page-language.js'; // first: other modules look their words up as they load

export { mountWidget } from './voice.js';
