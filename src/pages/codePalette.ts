import * as vscode from 'vscode';
import { reasonOf } from '../base/errors';
import type { CodeColours } from './codeColours';
import type { Log } from '../base/log';

const SETTINGS = [
  'workbench.colorTheme',
  'workbench.preferredDarkColorTheme',
  'workbench.preferredLightColorTheme',
  'workbench.preferredHighContrastColorTheme',
  'workbench.preferredHighContrastLightColorTheme',
  'window.autoDetectColorScheme',
  'window.autoDetectHighContrast',
];

/** What VS Code calls the kinds of themes in a page. */
const PAGE_THEMES: Readonly<Record<vscode.ColorThemeKind, string>> = {
  [vscode.ColorThemeKind.Light]: 'vscode-light',
  [vscode.ColorThemeKind.Dark]: 'vscode-dark',
  [vscode.ColorThemeKind.HighContrast]: 'vscode-high-contrast',
  [vscode.ColorThemeKind.HighContrastLight]: 'vscode-high-contrast-light',
};

export interface PaletteChange {
  readonly theme: string;
  readonly colours: CodeColours;
}

/** The colours of code in the theme that is in use. Where they cannot be known, the style sheet has its own. */
export class CodePalette implements vscode.Disposable {
  private current: Promise<CodeColours> | undefined;
  /** What was read last; undefined until something was. */
  known: CodeColours | undefined;
  private readonly changed = new vscode.EventEmitter<PaletteChange>();
  private readonly listening: vscode.Disposable[];

  /** Fires when the theme has changed and its colours are known. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly log: Log) {
    this.listening = [
      vscode.window.onDidChangeActiveColorTheme(() => this.readAgain()),
      // The setting may be written after the theme is shown, and it is the setting that names the theme.
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (SETTINGS.some((setting) => change.affectsConfiguration(setting))) this.readAgain();
      }),
    ];
  }

  /** The colours, read once for each theme, and the kind of theme they are for. Never rejects. */
  async colours(): Promise<PaletteChange> {
    const theme = PAGE_THEMES[vscode.window.activeColorTheme.kind];
    return { theme, colours: await (this.current ??= this.read()) };
  }

  dispose(): void {
    vscode.Disposable.from(...this.listening).dispose();
    this.changed.dispose();
  }

  private readAgain(): void {
    // Nobody has asked yet.
    if (!this.current) return;
    const theme = PAGE_THEMES[vscode.window.activeColorTheme.kind];
    const read = this.read();
    this.current = read;
    void read.then((colours) => {
      // A theme that was only passed on the way to another says nothing.
      if (this.current === read) this.changed.fire({ theme, colours });
    });
  }

  private async read(): Promise<CodeColours> {
    try {
      const { readCodeColours } = await import('./codeTheme');
      return (this.known = (await readCodeColours()) ?? {});
    } catch (error) {
      this.log.warn(`The colours of the theme could not be read: ${reasonOf(error)}`);
      return (this.known = {});
    }
  }
}
