import * as vscode from 'vscode';
import { startsPrograms } from '#platform';
import type { Log } from '../../base/log';
import { settings, type Afterwards } from '../../base/settings';
import { UserError } from '../../base/userError';
import type { ProjectOutline } from '../../content/outline';
import type { Library } from '../../content/library';
import type { ProgressStore } from '../../progress/progressStore';
import { findGit, type Git, type GitStart } from './git';
import type { ScaffoldOptions } from './options';
import { planFiles } from '../model/plan';
import { askAfterwards, possibleAfterwards, usualAfterwards } from './afterwards';
import { askAboutTarget, lookAtTarget, parentFolders, type ParentFolder, type Target } from './target';
import { askGit, askName, askParent, askProject, suggestedName, type Draft } from './questions';
import type { LastChoices, ScaffoldMemory } from './scaffoldMemory';
import { QuestionBox, runSteps, type Outcome, type Place, type Step } from '../../base/questions';
import { shorten } from '../../base/commands';

/** What the questions are asked with. */
export interface ConversationContext {
  readonly library: Library;
  readonly store: ProgressStore;
  readonly memory: ScaffoldMemory;
  readonly log: Log;
}

/** Everything that is known when all is answered. */
export interface Answers {
  readonly project: ProjectOutline;
  readonly name: string;
  readonly parent: vscode.Uri;
  /** Undefined where git is not wanted. Rejects with what the learner is told. */
  readonly initGit: Git['init'] | undefined;
  /** Makes the first commit, of these files. Undefined where none is wanted; rejects like the one above. */
  readonly commit: ((folder: vscode.Uri, paths: readonly string[]) => Promise<void>) | undefined;
  readonly afterwards: Afterwards;
  /** What the learner has agreed to write into, although something is there. */
  readonly agreed: Target | undefined;
  /** What is ready the next time: what the learner chose now, else what they chose before. */
  readonly toRemember: LastChoices;
}

/** The conversation with the learner: what is asked, in which order, and what the answers are. */
export class Conversation {
  readonly box = new QuestionBox();

  private constructor(
    private readonly context: ConversationContext,
    private readonly options: ScaffoldOptions,
    private readonly draft: Draft,
    private readonly parents: readonly ParentFolder[],
    private readonly git: Git | { readonly refusal: string } | undefined,
  ) {}

  /** Prepares the questions with the last choices. @throws UserError when the options name no project. */
  static async begin(context: ConversationContext, options: ScaffoldOptions): Promise<Conversation> {
    const { projects } = context.library.index.outline;
    const { last } = context.memory;
    const find = (id: string | undefined) => projects.find((project) => project.id === id);
    const given = find(options.project);
    if (options.project !== undefined && !given) {
      throw new UserError(vscode.l10n.t('There is no project "{0}" in this roadmap.', shorten(options.project)));
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
      git: options.git === undefined ? startOf(last) : options.git ? 'init' : 'none',
      afterwards: options.open ?? (setting === 'ask' ? (last.afterwards ?? usualAfterwards()) : setting),
      agreed: undefined,
    };
    return new Conversation(context, options, draft, parents, git);
  }

  /** Asks everything that is not known. Undefined when the learner cancelled. */
  async askAll(): Promise<Answers | undefined> {
    const { context, draft, parents } = this;
    const { project, name, parent, git, open } = this.options;
    const steps: Step[] = [
      { isAsked: () => project === undefined, ask: (place) => askProject(place, draft, context) },
      { isAsked: () => parent === undefined, ask: (place) => askParent(place, draft, parents) },
      { isAsked: () => name === undefined, ask: (place) => this.askPlace(place) },
      {
        isAsked: () => git === undefined && this.usableGit !== undefined,
        ask: (place) => (this.usableGit ? askGit(place, draft, this.usableGit) : Promise.resolve('next')),
      },
      {
        isAsked: () => open === undefined && settings.scaffoldAfterwards === 'ask',
        ask: (place) => askAfterwards(place, draft, context.log),
      },
    ];
    return this.finish(async () => ((await runSteps(this, steps)) ? 'next' : 'cancel'));
  }

  /** Asks one question again, because its answer does not do. Undefined when the learner cancelled. */
  async askAgain(which: 'name' | 'parent'): Promise<Answers | undefined> {
    return this.finish(() => (which === 'name' ? askName(this.alone, this.draft) : askParent(this.alone, this.draft, this.parents)));
  }

  private async finish(ask: () => Promise<Outcome>): Promise<Answers | undefined> {
    try {
      return (await ask()) === 'next' ? await this.answers() : undefined;
    } finally {
      this.box.close();
    }
  }

  /** The place of a question that is asked alone. */
  private get alone(): Place {
    return { title: this.title, box: this.box, canGoBack: false };
  }

  /** Asks for the name, and settles at once what becomes of a folder that has it already: the learner is told before they answer more. */
  private async askPlace(place: Place): Promise<Outcome> {
    const { draft, options, parents } = this;
    for (;;) {
      const outcome = await askName(place, draft);
      if (outcome !== 'next' || draft.parent === undefined || draft.name === undefined) return outcome;
      const { files } = await this.context.library.starters.load(draft.project.id);
      const named = planFiles(files, { project: draft.project.id, name: draft.name });
      const target = await lookAtTarget(draft.parent, draft.name, named);
      const decision = await askAboutTarget(target);
      if (decision === 'cancel') return 'cancel';
      if (decision === 'write') {
        draft.agreed = target;
        return 'next';
      }
      // Where the folder was asked for, its question is the one before this.
      if (decision === 'parent' && options.parent === undefined) return 'back';
      if (decision === 'parent' && (await askParent(this.alone, draft, parents)) === 'cancel') return 'cancel';
    }
  }

  get title(): string {
    return this.options.project === undefined ? vscode.l10n.t('Scaffold Project') : vscode.l10n.t('Scaffold {0}', this.draft.project.title);
  }

  /** Git works on the disks of its machine alone. */
  private get usableGit(): Git | undefined {
    return this.git && 'init' in this.git && (this.draft.parent?.scheme ?? 'file') === 'file' ? this.git : undefined;
  }

  private async answers(): Promise<Answers> {
    const { project, name = await suggestedName(this.draft), parent, git, agreed } = this.draft;
    const afterwards = possibleAfterwards(this.draft.afterwards);
    if (!parent) throw new UserError(vscode.l10n.t('There is no folder in which to create a project. Open a folder first.'));
    const { options, context } = this;
    const toRemember: LastChoices = {
      ...context.memory.last,
      project: project.id,
      ...(options.parent === undefined && { parent: parent.toString() }),
      ...(options.git === undefined && this.usableGit && { git: git !== 'none', ...(git !== 'none' && { commit: git === 'commit' }) }),
      ...(options.open === undefined && { afterwards: this.draft.afterwards }),
    };
    const usable = this.usableGit;
    const initGit = git === 'none' ? undefined : (usable?.init ?? this.refuseGit());
    const message = vscode.l10n.t('Start from the {0} starter', project.title);
    const commit: Answers['commit'] = usable && git === 'commit' ? (folder, paths) => usable.commit(folder, { paths, message }) : undefined;
    return { project, name, parent, initGit, commit, afterwards, agreed, toRemember };
  }

  /** Says why there is no git, to who asked for it and where the question cannot be asked. */
  private refuseGit(): Git['init'] | undefined {
    if (this.options.git !== true && startsPrograms) return undefined;
    const why = this.git && 'refusal' in this.git ? this.git.refusal : vscode.l10n.t('Git works only on folders of this computer.');
    return () => Promise.reject(new Error(why));
  }
}

/** What the learner chose the last time; at first a repository with a commit, where that can be made. */
const startOf = ({ git = true, commit = true }: LastChoices): GitStart => (git ? (commit ? 'commit' : 'init') : 'none');
