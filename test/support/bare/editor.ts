import { answeredQuestions } from '../answeredQuestions';
import { waitUntil } from '../wait';
import { Disposable, EventEmitter } from './events';
import { FileSystemError, fileSystem, FileType } from './files';
import { mute } from './mute';
import type { ThemeRecord } from './themes';
import { Uri } from './uri';
import { WebviewPanel } from './webviewPanel';

const COLOUR_THEME_KINDS = { Light: 1, Dark: 2, HighContrast: 3, HighContrastLight: 4 } as const;

/** An extension whose folder is on this machine. */
export interface KnownExtension {
  readonly id: string;
  readonly extensionUri: Uri;
  readonly packageJSON: unknown;
}

/** What the extension has told the learner. */
export interface Told {
  readonly kind: 'info' | 'warning' | 'error';
  readonly text: string;
}

type Command = (...args: unknown[]) => unknown;

interface Serializer {
  deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void>;
}

/**
 * A VS Code without a window, for tests of pages: commands, settings, files and webviews are real enough for the extension's own
 * host-side code to run, questions are dismissed, and what is drawn elsewhere goes nowhere.
 */
export class Editor {
  /** The webviews that are open, the latest last. */
  readonly panels: WebviewPanel[] = [];
  /** Every command that was asked for, with what it was given. */
  readonly ran: { readonly command: string; readonly args: readonly unknown[] }[] = [];
  readonly told: Told[] = [];
  /** What the extension's log says, a line each. */
  readonly log: string[] = [];
  clipboard = '';
  /** What the next questions are answered with: the text of a box, or the label of a choice. Without an answer they are dismissed. */
  readonly answers: string[] = [];
  private readonly commands = new Map<string, Command>();
  private readonly settings = new Map<string, unknown>();
  private readonly serializers = new Map<string, Serializer>();
  private readonly configurationChanged = new EventEmitter<{ affectsConfiguration: (section: string) => boolean }>();
  private readonly themeChanged = new EventEmitter<unknown>();

  /** The module `vscode`. What it does not have is mute. */
  readonly module: unknown;

  constructor(
    private theme: ThemeRecord,
    private readonly extensions: readonly KnownExtension[],
  ) {
    this.settings.set('workbench.colorTheme', theme.data['vscodeThemeId']);
    this.module = muteBut(this.makeModule());
  }

  /** Runs a command of the extension; VS Code's own are only noted. */
  readonly run = async (command: string, ...args: unknown[]): Promise<unknown> => {
    this.ran.push({ command, args });
    return await this.commands.get(command)?.(...args);
  };

  /** Brings back a page that was open when the window closed, with what it had kept. */
  async restore(type: string, state: unknown): Promise<void> {
    // Like VS Code, for as long as it takes: the parts of the extension are made in the turn after it was activated.
    const serializer = await waitUntil(`${type} can be brought back`, () => Promise.resolve(this.serializers.get(type)));
    await serializer.deserializeWebviewPanel(this.openPanel(''), state);
  }

  /** Changes the colour theme, for the extension and for the pages that are open. */
  async setTheme(theme: ThemeRecord): Promise<void> {
    this.theme = theme;
    for (const panel of this.panels) await panel.setTheme(theme);
    this.set('workbench.colorTheme', theme.data['vscodeThemeId']);
    this.themeChanged.fire(this.activeColorTheme);
  }

  set(setting: string, value: unknown): void {
    this.settings.set(setting, value);
    this.configurationChanged.fire({ affectsConfiguration: (section) => setting === section || setting.startsWith(`${section}.`) });
  }

  /** Always that of the theme that is in use. */
  private readonly activeColorTheme = this.makeActiveColorTheme();

  private makeActiveColorTheme(): { readonly kind: number } {
    const kind = (): number => COLOUR_THEME_KINDS[this.theme.kind];
    return {
      get kind() {
        return kind();
      },
    };
  }

  private makeModule(): Record<string, unknown> {
    const ask =
      (kind: Told['kind']) =>
      (text: string): Promise<undefined> => {
        this.told.push({ kind, text });
        return Promise.resolve(undefined);
      };
    const dismissed = (): Promise<undefined> => Promise.resolve(undefined);
    const write = (level: string) => (line: string) => this.log.push(`${level}: ${line}`);
    return {
      ...{ Uri, Disposable, EventEmitter, FileType, FileSystemError, ColorThemeKind: COLOUR_THEME_KINDS },
      ViewColumn: { Active: -1, Beside: -2, One: 1 },
      l10n: { t: translate },
      env: { language: 'en', uriScheme: 'vscode', remoteName: undefined, clipboard: this.ownClipboard(), openExternal: dismissed },
      commands: {
        registerCommand: (id: string, command: Command) => {
          this.commands.set(id, command);
          return new Disposable(() => this.commands.delete(id));
        },
        executeCommand: this.run,
      },
      extensions: { all: this.extensions, getExtension: (id: string) => this.extensions.find((one) => one.id === id) },
      window: muteBut({
        activeColorTheme: this.activeColorTheme,
        onDidChangeActiveColorTheme: this.themeChanged.event,
        createWebviewPanel: (_type: string, title: string) => this.openPanel(title),
        createOutputChannel: () => muteBut({ info: write('info'), warn: write('warn'), error: write('error') }),
        ...{ showInformationMessage: ask('info'), showWarningMessage: ask('warning'), showErrorMessage: ask('error') },
        registerWebviewPanelSerializer: (type: string, serializer: Serializer) => {
          this.serializers.set(type, serializer);
          return new Disposable(() => this.serializers.delete(type));
        },
        ...answeredQuestions({ answer: () => this.answers.shift() }),
        ...{ showOpenDialog: dismissed, showSaveDialog: dismissed },
        withProgress: (_options: unknown, task: (progress: unknown, token: unknown) => unknown) => task(mute, mute),
      }),
      workspace: muteBut({
        fs: fileSystem,
        isTrusted: true,
        workspaceFolders: undefined,
        getWorkspaceFolder: () => undefined,
        textDocuments: [],
        findFiles: () => Promise.resolve([]),
        getConfiguration: (section?: string) => this.configuration(section),
        onDidChangeConfiguration: this.configurationChanged.event,
      }),
    };
  }

  private ownClipboard() {
    return {
      readText: () => Promise.resolve(this.clipboard),
      writeText: (text: string) => {
        this.clipboard = text;
        return Promise.resolve();
      },
    };
  }

  private configuration(section = '') {
    const named = (name: string): string => (section === '' ? name : `${section}.${name}`);
    return {
      get: (name: string, fallback?: unknown) => this.settings.get(named(name)) ?? fallback,
      update: (name: string, value: unknown) => {
        this.set(named(name), value);
        return Promise.resolve();
      },
    };
  }

  private openPanel(title: string): WebviewPanel {
    const panel = new WebviewPanel(title, this.theme);
    this.panels.push(panel);
    panel.onDidDispose(() => this.panels.splice(this.panels.indexOf(panel), 1));
    return panel;
  }
}

const muteBut = (known: Record<string, unknown>): unknown =>
  new Proxy(known, { get: (target, name) => (name in target ? Reflect.get(target, name) : Reflect.get(mute as object, name)) as unknown });

const translate = (message: string, ...values: readonly unknown[]): string =>
  message.replace(/\{(\d+)\}/g, (place, at: string) => (Number(at) in values ? String(values[Number(at)]) : place));
