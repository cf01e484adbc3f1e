import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { StayingRows } from '../../../src/sidebar/stayingRows';
import { until } from '../support/until';

interface Row {
  readonly id: string;
  readonly below: readonly Row[];
}

const row = (id: string, below: readonly Row[] = []): Row => ({ id, below });
const missing = (id: string): never => assert.fail(`there is no row ${id}`);
const REVEAL = { select: false, focus: false };

/** Rows of a view that no window shows: what VS Code knows of them, it has asked for by itself. */
class Rows implements vscode.TreeDataProvider<Row> {
  readonly roots = [row('a', [row('a1'), row('a2')]), row('b', [row('b1'), row('b2')])];
  readonly changed = new vscode.EventEmitter<Row | Row[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  /** What VS Code has asked for, in turn. An empty line ends what it did before it could hear of a click. */
  readonly asked: string[] = [];

  getChildren(of?: Row): Row[] {
    this.note(`children of ${of?.id ?? 'all'}`);
    return [...(of?.below ?? this.roots)];
  }

  getTreeItem({ id, below }: Row): vscode.TreeItem {
    if (below.length > 0) this.note(id);
    const { Expanded, None } = vscode.TreeItemCollapsibleState;
    return Object.assign(new vscode.TreeItem(id, below.length > 0 ? Expanded : None), { id });
  }

  getParent(child: Row): Row | undefined {
    this.note(`parent of ${child.id}`);
    return this.roots.find(({ below }) => below.includes(child));
  }

  private note(what: string): void {
    this.asked.push(what);
    setImmediate(() => {
      if (this.asked.at(-1) !== '') this.asked.push('');
    });
  }
}

describe('rows below a row that is shown anew', () => {
  let rows: Rows;
  let staying: StayingRows<Row>;
  let view: vscode.TreeView<Row>;
  const [a1, a2, b1] = ['a1', 'a2', 'b1'] as const;
  const find = (id: string): Row => rows.roots.flatMap((root) => [root, ...root.below]).find((one) => one.id === id) ?? missing(id);
  /** A row that VS Code knows is found without asking for the row above it. */
  const isKnown = async (id: string): Promise<boolean> => {
    rows.asked.length = 0;
    await view.reveal(find(id), REVEAL);
    return !rows.asked.includes(`parent of ${id}`);
  };
  const keep = (id: string) => staying.keep(view, find(id), find(id).below[0] ?? missing(id));

  beforeEach(async () => {
    rows = new Rows();
    staying = new StayingRows(rows);
    view = vscode.window.createTreeView('backendRoadmap.shownByNoWindow', { treeDataProvider: staying });
    for (const id of [a1, b1]) await view.reveal(find(id), REVEAL);
    assert.deepEqual([await isKnown(a1), await isKnown(a2), await isKnown(b1)], [true, true, true]);
    rows.asked.length = 0;
  });
  afterEach(() => {
    view.dispose();
  });

  it('are forgotten by VS Code until its window asks for them: this is what is mended', async () => {
    rows.changed.fire([find('a')]);
    assert.equal(await isKnown(a2), false);
    assert.equal(await isKnown(b1), true);
  });

  it('stay, and are known again before a click can be heard of', async () => {
    await keep('a');
    rows.changed.fire([find('a')]);
    await until('VS Code has asked for them, and could hear of a click again', () => rows.asked.includes(''));
    assert.deepEqual(rows.asked, ['a', 'parent of a1', 'children of a', '']);
    assert.equal(await isKnown(a2), true);
  });

  it('stay below two rows at once, and again and again', async () => {
    for (let round = 0; round < 5; round++) {
      await Promise.all(['a', 'b'].map(keep));
      rows.asked.length = 0;
      rows.changed.fire(rows.roots);
      await until('both were shown anew', () => ['children of a', 'children of b', ''].every((what) => rows.asked.includes(what)));
      assert.deepEqual([await isKnown(a1), await isKnown(a2), await isKnown(b1)], [true, true, true], `in round ${round + 1}`);
    }
  });

  it('stay when the row above is shown anew only later, or is asked to be kept twice', async () => {
    await keep('a');
    await keep('a');
    assert.equal(await isKnown(b1), true);
    rows.changed.fire([find('a')]);
    assert.equal(await isKnown(a2), true);
  });

  it('are not searched for when all rows are shown anew instead', async () => {
    await keep('a');
    rows.changed.fire(undefined);
    assert.equal(await isKnown(b1), false);
    assert.deepEqual(
      rows.asked.filter((what) => what === 'parent of a1'),
      [],
    );
  });
});
