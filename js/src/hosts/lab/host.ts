import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { type INotebookTracker, NotebookActions } from '@jupyterlab/notebook';
import type { ITableOfContentsRegistry, ITableOfContentsTracker } from '@jupyterlab/toc';

import type { CallRecord } from '../../core/calls.js';
import type { Binding, Host, HostNews, PageFunction, Tiding, Turn } from '../../core/host.js';
import type { Kept } from '../../core/keeping.js';
import type { Resolution } from '../../core/resolve.js';
import { APPROVALS, type Risk } from '../../core/risk.js';
import { Signal } from '../../core/signal.js';
import type { Mood } from '../../core/state.js';
import type { Approval, ProgressEvent, RouteInfo } from '../../core/wire.js';
import { words } from '../../core/words.js';
import { NotebookBinding } from './binding.js';
import { LabCommands } from './commands.js';
import { Destinations } from './destinations/destinations.js';
import { Headings } from './headings.js';
import { keepAsCell } from './keep.js';
import { KernelNews } from './kernel-news.js';
import { Changes } from './notebook/changes.js';
import { notebookFunctions } from './notebook/functions.js';
import { arrivals, type PlaceOf, places } from './notebook/place.js';
import { Telling } from './notebook/reading/telling.js';
import { spokenPlace } from './notebook/reading/where.js';
import { CellRuns } from './notebook/runs.js';
import { OpenNotebooks } from './open-notebooks.js';

const SETTINGS = 'settingeditor:open';

export interface LabParts {
  readonly app: JupyterFrontEnd;
  readonly notebooks: INotebookTracker | null;
  readonly contents: ITableOfContentsRegistry | null;
  readonly contentsTracker: ITableOfContentsTracker | null;
  readonly fileBrowser: IDefaultFileBrowser | null;
  readonly mood: () => Mood;
  /** Those of the session, the newest last. */
  readonly calls: () => readonly CallRecord[];
}

/** JupyterLab and Notebook 7 as the page around a session. */
export class LabHost implements Host {
  readonly news = new Signal<HostNews>();
  readonly progress = new Signal<ProgressEvent>();
  readonly tidings: Signal<Tiding>;
  readonly notebook: NotebookBinding;
  readonly notebooks: OpenNotebooks;
  readonly #app: JupyterFrontEnd;
  readonly #tracker: INotebookTracker | null;
  readonly #headings: Headings;
  readonly #places: Destinations;
  readonly #functions: readonly PageFunction[];
  readonly #commands: LabCommands;
  readonly #runs: CellRuns;
  readonly #placeOf: PlaceOf;
  #approvals = APPROVALS;
  #unwatch: () => void = () => {};

  constructor({ app, notebooks, contents, contentsTracker, fileBrowser, mood, calls }: LabParts) {
    this.#app = app;
    this.#tracker = notebooks;
    this.#headings = new Headings(contents, contentsTracker);
    this.#commands = new LabCommands(app);
    this.notebook = new NotebookBinding(notebooks, mood);
    this.notebooks = new OpenNotebooks(notebooks, this.notebook);
    const now = () => performance.now();
    const runs = new CellRuns(NotebookActions.executionScheduled, now);
    this.#runs = runs;
    this.#placeOf = places(this.notebook);
    const { notebook: binding } = this;
    this.#places = new Destinations({ app, notebooks, fileBrowser, headings: this.#headings, runs, binding });
    const telling = new Telling(runs, now);
    this.tidings = telling.tidings;
    const arrive = arrivals(this.notebook);
    this.#functions = notebookFunctions({
      placeOf: this.#placeOf,
      arrive,
      changes: new Changes(arrive),
      notebooks: () => this.notebooks.panels,
      use: (turn, panel) => {
        this.notebook.pick(panel);
        this.notebook.move(turn, panel);
        app.shell.activateById(panel.id);
      },
      runs,
      telling,
      calls,
    });
    this.notebook.changed.on(() => void this.#bound());
    this.notebook.kernelChanged.on(() => this.news.emit('functions'));
    const kernels = new KernelNews(notebooks);
    kernels.progress.on((progress) => this.progress.emit(progress));
    kernels.changed.on((panel) => {
      if (panel === this.notebook.panel) {
        this.news.emit('functions');
      }
    });
    app.shell.currentChanged?.connect(() => {
      if (app.shell.currentWidget === notebooks?.currentWidget) {
        this.notebook.look(); // the tracker says nothing when it was opened behind another
      }
      this.news.emit('destinations'); // a document came or went
    });
    void this.#bound();
  }

  /** Which of JupyterLab's commands are destinations. */
  set commandPlaces(ids: readonly string[]) {
    this.#places.commands = ids;
    this.news.emit('destinations');
  }

  /** Which of JupyterLab's commands are functions: called at once, or asked for each time. */
  async allowCommands(free: readonly string[], asked: readonly string[]): Promise<void> {
    await this.#commands.allow(free, asked);
    this.news.emit('functions');
  }

  /** How the person wants to be asked, by what a function of the page may do. */
  set approvals(byRisk: Partial<Record<Risk, Approval>>) {
    this.#approvals = { ...APPROVALS, ...byRisk };
    this.news.emit('functions');
  }

  get binding(): Binding | null {
    return this.notebook.binding;
  }

  freeze(): Turn {
    return this.notebook.freeze();
  }

  answering(turn: Turn): void {
    this.notebook.count(turn);
  }

  where(): string | null {
    return this.notebook.panel && spokenPlace(this.#placeOf(this.freeze()), this.#runs);
  }

  destinations(): RouteInfo[] {
    return this.#places.list();
  }

  functions(): readonly PageFunction[] {
    return [...this.#functions, ...this.#commands.functions].map((each) => this.#asking(each));
  }

  point(target: string, turn: Turn): Promise<Resolution | null> {
    return this.#places.point(target, turn);
  }

  files(): Promise<RouteInfo[]> {
    return this.#places.files();
  }

  navigate(route: RouteInfo, turn: Turn): Promise<string> {
    return this.#places.go(route, turn);
  }

  /** Undefined on a page without the settings editor, as that of a notebook in Notebook 7. */
  get openSettings(): (() => void) | undefined {
    const { commands } = this.#app;
    const open = () => void commands.execute(SETTINGS, { query: words.panelCaption });
    return commands.hasCommand(SETTINGS) ? open : undefined;
  }

  async keep(kept: Kept): Promise<void> {
    await keepAsCell(this.#tracker, kept);
  }

  #asking(each: PageFunction): PageFunction {
    const approval = this.#approvals[each.risk];
    return approval === each.info.approval ? each : { ...each, info: { ...each.info, approval } };
  }

  async #bound(): Promise<void> {
    this.#unwatch();
    this.#unwatch = () => {};
    const { panel } = this.notebook;
    this.news.emit('binding');
    // The table of contents makes its model first, with the person's settings; ours joins it.
    await panel?.revealed;
    await panel?.context.ready;
    if (panel && panel === this.notebook.panel) {
      this.#unwatch();
      this.#unwatch = this.#headings.watch(panel, () => this.news.emit('destinations'));
      this.news.emit('destinations');
    }
  }
}
