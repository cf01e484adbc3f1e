import * as vscode from 'vscode';
import type { StageCheck, StageText } from '../../content/stage';
import { stageUri } from './documents';
import type { ProjectFolder } from './projectFolders';

/** A place in the tree of tests: a repo, a stage of it, or one of the stage's checks. */
export interface TestPlace {
  readonly folder: ProjectFolder;
  readonly stage?: string;
  readonly check?: string;
  /** What of the text of the stage the check is about. */
  readonly passage?: StageCheck['passage'];
}

/** The items of the Test Explorer, and what each stands for. */
export class TestItems {
  private readonly places = new WeakMap<vscode.TestItem, TestPlace>();

  constructor(private readonly controller: vscode.TestController) {}

  placeOf(item: vscode.TestItem): TestPlace | undefined {
    return this.places.get(item);
  }

  /** What a request names: all that there is, unless it says. */
  placesOf({ include }: vscode.TestRunRequest): TestPlace[] {
    const included: vscode.TestItem[] = [...(include ?? [])];
    if (!include) this.controller.items.forEach((item) => included.push(item));
    return included.map((item) => this.placeOf(item)).filter((place) => place !== undefined);
  }

  /** The item of a repo, made of its stages when it is not there yet or the repo has become another project. */
  show(folder: ProjectFolder, stages: readonly StageText[]): vscode.TestItem {
    const id = folder.uri.toString();
    const known = this.controller.items.get(id);
    const before = known && this.placeOf(known)?.folder;
    if (known && before?.project === folder.project && before.name === folder.name) {
      this.places.set(known, { folder });
      return known;
    }
    const root = this.make(id, folder.name, { folder }, folder.uri);
    root.description = folder.project;
    root.children.replace(stages.map((stage, index) => this.stageItem(root, folder, stage, index)));
    this.controller.items.add(root);
    return root;
  }

  /** Takes away the items of repos that are not among these. */
  keep(folders: readonly ProjectFolder[]): void {
    const ids = new Set(folders.map(({ uri }) => uri.toString()));
    this.controller.items.forEach(({ id }) => {
      if (!ids.has(id)) this.controller.items.delete(id);
    });
  }

  stageOf(folder: vscode.Uri, stage: string): vscode.TestItem | undefined {
    return this.controller.items.get(folder.toString())?.children.get(stageKey(folder.toString(), stage));
  }

  checkOf(folder: vscode.Uri, stage: string, check: string): vscode.TestItem | undefined {
    return this.stageOf(folder, stage)?.children.get(checkKey(folder.toString(), stage, check));
  }

  private stageItem(root: vscode.TestItem, folder: ProjectFolder, stage: StageText, index: number): vscode.TestItem {
    const uri = stageUri(folder.project, stage.id);
    const item = this.make(stageKey(root.id, stage.id), stage.title, { folder, stage: stage.id }, uri);
    item.range = new vscode.Range(0, 0, 0, 0);
    item.sortText = order(index);
    item.children.replace(
      stage.checks.map((check, place) => {
        const child = this.make(
          checkKey(root.id, stage.id, check.id),
          check.title,
          { folder, stage: stage.id, check: check.id, ...(check.passage && { passage: check.passage }) },
          uri,
        );
        child.range = new vscode.Range(check.line, 0, check.line, 0);
        child.sortText = order(place);
        return child;
      }),
    );
    return item;
  }

  private make(id: string, label: string, place: TestPlace, uri: vscode.Uri): vscode.TestItem {
    const item = this.controller.createTestItem(id, label, uri);
    this.places.set(item, place);
    return item;
  }
}

const stageKey = (folder: string, stage: string): string => `${folder}#${stage}`;
const checkKey = (folder: string, stage: string, check: string): string => `${folder}#${stage}/${check}`;
/** As text that sorts like the number. */
const order = (index: number): string => String(index).padStart(3, '0');
