import type * as vscode from 'vscode';

/** What VS Code keeps for an extension on behalf of all windows. */
export class SharedState {
  readonly windows: WindowMemento[] = [];
  constructor(public stored: Record<string, unknown> = {}) {}

  /** The memento of one more window. */
  open(): WindowMemento {
    const memento = new WindowMemento(this, this.stored);
    this.windows.push(memento);
    return memento;
  }
}

/**
 * `globalState` as it behaves with several windows: an update sends the whole map of this window, the other windows replace theirs
 * with it a moment later, and nobody is told.
 */
export class WindowMemento implements vscode.Memento {
  /** How often something was written from this window. */
  writes = 0;

  constructor(
    private readonly shared: SharedState,
    private map: Record<string, unknown>,
  ) {}

  keys(): readonly string[] {
    return Object.keys(this.map);
  }

  get<T>(key: string, fallback?: T): T | undefined {
    return (this.map[key] as T | undefined) ?? fallback;
  }

  update(key: string, value: unknown): Promise<void> {
    this.writes++;
    this.map = { ...this.map, [key]: JSON.parse(JSON.stringify(value)) as unknown };
    const sent = this.map;
    return new Promise((resolve) => {
      setTimeout(() => {
        this.shared.stored = sent;
        for (const window of this.shared.windows) if (window !== this) window.map = sent;
        resolve();
      }, 5);
    });
  }

  setKeysForSync(): void {
    // What is synced is the manifest of another test.
  }
}
