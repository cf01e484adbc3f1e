import * as vscode from 'vscode';
import type { StageText } from '../../../src/content/stage';
import { noResults, stageResultOf, type StageResult } from '../../../src/checks/model/results';
import { RoadmapIndex } from '../../../src/content/outline';
import type { Roadmap } from '../../../src/content/schema';
import type { SharedPalette } from '../../../src/pages/codePage';
import type { StagePageContext, StagePagesContext } from '../../../src/stages/stagePage';
import { CheckActivity } from '../../../src/checks/checkActivity';
import { CheckResults } from '../../../src/checks/checkResults';
import { Log } from '../../../src/base/log';
import type { DependencyState } from '../../../src/projects';
import { ProjectRepoStore } from '../../../src/projects/projectRepos';
import type { ProgressChange } from '../../../src/progress/progressStore';
import type { Library } from '../../../src/content/library';
import { SharedState } from './memento';

export const HOSTILE = `<img src=x onerror="attack()">'"&`;

const text = (id: string, title: string): StageText => ({
  ...{ id, title, markdown: `# ${title}`, html: `<p>Build ${id}.</p>`, code: [{ language: 'ts', text: `${id} task` }] },
  checks: ['one', 'two'].map((check) => ({ id: check, title: `${id} does ${check} ${HOSTILE}`, line: 1 })),
  hints: ['a', 'b', 'c'].map((hint) => ({
    title: `${hint} ${HOSTILE}`,
    html: `<p>${hint}</p>`,
    code: [{ language: 'ts', text: `hint ${hint}` }],
  })),
});

/** A project of two stages, and all that the page of a stage needs, kept in a folder. */
export class StageWorld {
  private readonly log = new Log();
  readonly warnings: string[] = [];
  readonly results: CheckResults;
  readonly repos: ProjectRepoStore;
  readonly activity = new CheckActivity();
  /** The topics that are completed. */
  readonly completed = new Set<string>();
  private readonly progressChanged = new vscode.EventEmitter<ProgressChange>();
  private readonly store: StagePageContext['store'] = {
    onDidChange: this.progressChanged.event,
    topic: (id) => ({ proofs: [], status: this.completed.has(id) ? 'done' : 'todo' }),
    setStatus: (ids) => {
      for (const id of ids) this.completed.add(id);
      this.progressChanged.fire({ topics: new Set(ids), source: 'user' });
      return Promise.resolve();
    },
  };
  readonly staleChanged = new vscode.EventEmitter<vscode.Uri>();
  isStale = false;
  readonly dependenciesChanged = new vscode.EventEmitter<vscode.Uri>();
  dependencyState: DependencyState | undefined;
  private readonly palette: SharedPalette = { own: (palette) => palette };
  /** The stages that the learner has gone to. */
  readonly followed: string[] = [];
  readonly dependencies: StagePageContext['dependencies'] = {
    stateOf: () => this.dependencyState,
    onDidChange: this.dependenciesChanged.event,
    dispose: () => undefined,
  };
  readonly context: StagePagesContext;

  constructor(readonly home: vscode.Uri) {
    Object.assign(this.log, { warn: (message: string) => this.warnings.push(message) });
    this.results = new CheckResults({ globalStorageUri: vscode.Uri.joinPath(home, 'storage') }, this.log);
    this.repos = new ProjectRepoStore(new SharedState().open(), this.log, this.results, '');
    const stages = ['first', 'last'].map((id) => ({ id, title: `The ${id}`, topics: ['http'] }));
    const project = { id: 'api', title: `API ${HOSTILE}`, level: 'Beginner' as const, hours: 3, topics: ['http'] };
    const index = new RoadmapIndex({
      ...{
        id: 'r',
        title: 'R',
        projects: [
          { ...project, stages: 2 },
          { ...project, id: 'next-api', title: 'Next API', stages: 1 },
        ],
      },
      sections: [{ id: 's', title: 'S', topics: [{ id: 'http', formerly: [], title: `HTTP ${HOSTILE}`, hours: 1 }] }],
    });
    const roadmap = { projects: { items: [{ ...project, stages }] } } as unknown as Roadmap;
    this.context = {
      extensionUri: vscode.Uri.file('/extension'),
      library: {
        index,
        load: () => Promise.resolve(roadmap),
        stages: {
          has: (id: string) => id === 'api' || id === 'next-api',
          load: () => Promise.resolve(stages.map(({ id, title }) => text(id, `${title} ${HOSTILE}`))),
        },
      } as unknown as Library,
      results: this.results,
      repos: this.repos,
      activity: this.activity,
      store: this.store,
      staleness: { isStale: () => this.isStale, onDidChangeStale: this.staleChanged.event },
      palette: this.palette,
      follow: (project, stage) => Promise.resolve(this.followed.push(`${project}/${stage}`)),
      log: this.log,
    };
  }

  folder(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.home, name);
  }

  /** Puts a repo on the list. */
  async addRepo(name: string): Promise<vscode.Uri> {
    const folder = this.folder(name);
    await vscode.workspace.fs.createDirectory(folder);
    await this.repos.add('api', folder);
    return folder;
  }

  /** Keeps what a run in a stage came to. */
  async ran(folder: vscode.Uri, stage: string, result: Partial<StageResult>): Promise<void> {
    await this.results.update(folder, 'api', (before) => {
      const results = before.project === 'api' ? before : noResults(folder.toString(), 'api');
      const at = Math.max(1, ...Object.values(results.stages).map((one) => one.at + 1));
      return { ...results, stages: { ...results.stages, [stage]: { ...stageResultOf(results, stage), at, ...result } } };
    });
  }

  dispose(): void {
    vscode.Disposable.from(this.results, this.repos, this.activity, this.staleChanged, this.progressChanged).dispose();
    this.palette.made?.dispose();
  }
}
