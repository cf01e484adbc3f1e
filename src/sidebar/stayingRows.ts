import type * as vscode from 'vscode';

/** How a search for a row that does not exist ends, once it has done its work. */
class SearchOver extends Error {}

/** A search that goes on for as long as a row with children is not shown anew. */
interface Search<Node> {
  /** A row below it. */
  readonly child: Node;
  /** Resolves when VS Code has begun to search. */
  readonly begun: Promise<void>;
  readonly begin: () => void;
  /** Resolves when the row is being shown anew. */
  readonly shown: Promise<void>;
  readonly show: () => void;
}

type Rows<Node> = vscode.TreeDataProvider<Node> & Required<Pick<vscode.TreeDataProvider<Node>, 'getParent' | 'onDidChangeTreeData'>>;

/**
 * The rows of a tree, which stay known to VS Code while the row above them is shown anew. By itself, it forgets the rows below that one until
 * its window has asked for them again, and a click on one of their checkboxes that comes before that is lost.
 *
 * Where VS Code has to find the way to a row (`TreeView.reveal`), it asks at once, without the window, for the rows that it has forgotten. So
 * a search is begun for a row that does not exist, below those that are about to be forgotten; it is held up until they are, goes on, and ends
 * before the window hears of it. Read in VS Code 1.100 and 1.139 (`ExtHostTreeView`); the test of this file holds both to it.
 */
export class StayingRows<Node extends object> implements vscode.TreeDataProvider<Node> {
  readonly onDidChangeTreeData: Rows<Node>['onDidChangeTreeData'];
  /** The rows that do not exist, and what they are searched for. */
  private readonly sought = new Map<Node, Search<Node>>();
  private readonly searches = new Map<Node, Search<Node>>();

  constructor(private readonly rows: Rows<Node>) {
    // Told before VS Code: when all rows are shown anew, nothing is to be searched for.
    rows.onDidChangeTreeData((changed) => {
      if (!changed) this.stop();
    });
    this.onDidChangeTreeData = rows.onDidChangeTreeData;
  }

  /** Resolves when the rows below `parent` will stay, if it is shown anew now. `child` is any of them. */
  async keep(view: Pick<vscode.TreeView<Node>, 'reveal'>, parent: Node, child: Node): Promise<void> {
    const known = this.searches.get(parent);
    if (known) return known.begun;
    const search = newSearch(child);
    const missing = { ...child };
    this.searches.set(parent, search);
    this.sought.set(missing, search);
    await Promise.race([search.begun, this.search(view, missing)]);
  }

  private async search(view: Pick<vscode.TreeView<Node>, 'reveal'>, missing: Node): Promise<void> {
    try {
      await view.reveal(missing, { select: false, focus: false });
    } catch (error) {
      if (!(error instanceof SearchOver)) throw error;
    } finally {
      this.sought.delete(missing);
    }
  }

  /** What is searched for stays unknown to VS Code: the search is held up for ever. */
  private stop(): void {
    this.searches.clear();
  }

  getChildren(node?: Node): vscode.ProviderResult<Node[]> {
    return this.rows.getChildren(node);
  }

  getTreeItem(node: Node): vscode.TreeItem | Thenable<vscode.TreeItem> {
    if (this.sought.has(node)) throw new SearchOver();
    // VS Code has forgotten the rows below, a moment ago.
    this.searches.get(node)?.show();
    this.searches.delete(node);
    return this.rows.getTreeItem(node);
  }

  async getParent(node: Node): Promise<Node | undefined> {
    const search = this.sought.get(node);
    if (!search) return (await this.rows.getParent(node)) ?? undefined;
    search.begin();
    await search.shown;
    return search.child;
  }

  resolveTreeItem(item: vscode.TreeItem, node: Node, token: vscode.CancellationToken): vscode.ProviderResult<vscode.TreeItem> {
    return this.rows.resolveTreeItem?.(item, node, token);
  }
}

function newSearch<Node>(child: Node): Search<Node> {
  const [begun, begin] = signal();
  const [shown, show] = signal();
  return { child, begun, begin, shown, show };
}

function signal(): readonly [Promise<void>, () => void] {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return [given, () => give()];
}
