import * as vscode from 'vscode';
import type { ProjectOutline } from '../../content/outline';
import { freeName } from '../model/names';
import type { Afterwards } from '../../base/settings';
import type { LastChoices } from './scaffoldMemory';
import { settings } from '../../base/settings';
import { UserError } from '../../base/userError';
import { askAfterwards } from './askOthers';
import { askGit } from './askOthers';
import { askName } from './askName';
import { askParent } from './askOthers';
import { askProject } from './askOthers';
import { findGit } from './git';
import { parentFolders, type ParentFolder } from './places';
import { below, kindAt } from './places';
import type { ScaffoldContext, ScaffoldOptions } from './scaffolder';
import { runSteps, type Step } from './steps';

/** The answers so far. Each question finds its last answer here and leaves its new one. */
export interface Draft {
  project: ProjectOutline;
  /** Undefined until it was asked or given. */
  name: string | undefined;
  /** The name is the one that was suggested for the project, and goes when the project does. */
  isSuggested: boolean;
  parent: vscode.Uri | undefined;
  git: boolean;
  afterwards: Afterwards;
}

/** Everything that is known when all is answered. */
export interface Answers {
  readonly project: ProjectOutline;
  readonly name: string;
  readonly parent: vscode.Uri;
  readonly initGit: ((folder: vscode.Uri) => Promise<void>) | undefined;
  readonly afterwards: Afterwards;
  /** What is ready the next time: what the learner chose now, else what they chose before. */
  readonly toRemember: LastChoices;
}

/** The conversation with the learner: what is asked, in which order, and what the answers are. */
export class Questions {
  private constructor(
    readonly context: ScaffoldContext,
    private readonly options: ScaffoldOptions,
    readonly draft: Draft,
    readonly parents: readonly ParentFolder[],
    private readonly git: ((folder: vscode.Uri) => Promise<void>) | undefined,
  ) {}

  /** Prepares the questions with the last choices. @throws UserError when the options name no project. */
  static async create(context: ScaffoldContext, options: ScaffoldOptions): Promise<Questions> {
    const { projects } = context.library.index.outline;
    const { last } = context.memory;
    const find = (id: string | undefined) => projects.find((project) => project.id === id);
    const given = find(options.project);
    if (options.project !== undefined && !given) {
      throw new UserError(vscode.l10n.t('There is no project "{0}" in this roadmap.', options.project.slice(0, 60)));
    }
    const project = given ?? find(last.project) ?? projects[0];
    if (!project) throw new UserError(vscode.l10n.t('This roadmap has no projects.'));
    const [parents, git] = await Promise.all([parentFolders(last.parent), options.git === false ? undefined : findGit()]);
    const setting = settings.scaffoldAfterwards;
    const draft: Draft = {
      project,
      name: options.name,
      isSuggested: false,
      parent: options.parent ?? parents[0]?.uri,
      git: options.git ?? last.git ?? true,
      afterwards: options.open ?? (setting === 'ask' ? (last.afterwards ?? 'newWindow') : setting),
    };
    return new Questions(context, options, draft, parents, git);
  }

  /** Asks everything that is not known. Undefined when the learner cancelled. */
  async askAll(): Promise<Answers | undefined> {
    const { project, name, parent, git, open } = this.options;
    const steps: Step[] = [
      { isAsked: () => project === undefined, ask: (place) => askProject(place, this) },
      { isAsked: () => name === undefined, ask: (place) => askName(place, this) },
      { isAsked: () => parent === undefined, ask: (place) => askParent(place, this) },
      { isAsked: () => git === undefined && this.canInitGit, ask: (place) => askGit(place, this) },
      { isAsked: () => open === undefined && settings.scaffoldAfterwards === 'ask', ask: (place) => askAfterwards(place, this) },
    ];
    return (await runSteps(this.title, steps)) ? this.answers() : undefined;
  }

  /** Asks one question again, because its answer does not do. Undefined when the learner cancelled. */
  async askAgain(which: 'name' | 'parent'): Promise<Answers | undefined> {
    const place = { title: this.title, canGoBack: false };
    const outcome = await (which === 'name' ? askName(place, this) : askParent(place, this));
    return outcome === 'next' ? this.answers() : undefined;
  }

  /** The name that is asked for with an answer ready: the project's own, or the first of its kind that is free. */
  async suggestedName(): Promise<string> {
    const { project, parent } = this.draft;
    if (!parent) return project.id;
    const taken = new Set<string>();
    for (let name = project.id; !taken.has(name); name = freeName(project.id, (one) => taken.has(one))) {
      const kind = await kindAt(below(parent, name)).catch(() => undefined);
      if (kind === undefined || taken.size > 50) return name;
      taken.add(name);
    }
    return project.id;
  }

  get title(): string {
    return this.options.project === undefined ? vscode.l10n.t('Scaffold Project') : vscode.l10n.t('Scaffold {0}', this.draft.project.title);
  }

  /** git works on this machine's disks alone. */
  private get canInitGit(): boolean {
    return this.git !== undefined && (this.draft.parent?.scheme ?? 'file') === 'file';
  }

  private async answers(): Promise<Answers> {
    const { project, name = await this.suggestedName(), parent, git, afterwards } = this.draft;
    if (!parent) throw new UserError(vscode.l10n.t('There is no folder in which a project could be made. Open a folder first.'));
    const initGit = git && this.canInitGit ? this.git : undefined;
    const { options, context } = this;
    const toRemember: LastChoices = {
      ...context.memory.last,
      project: project.id,
      ...(options.parent === undefined && { parent: parent.toString() }),
      ...(options.git === undefined && this.canInitGit && { git }),
      ...(options.open === undefined && { afterwards }),
    };
    return { project, name, parent, initGit, afterwards, toRemember };
  }
}
