import * as vscode from 'vscode';
import type { LessonCode } from '../content/lesson';
import { colourVariable, type CodeColours, TOKEN_CLASSES } from './codeColours';
import { CodePalette, type PaletteChange } from './codePalette';
import { Page, type PageContext, type PageKind, type Work } from './page';
import type { PageDocument } from './webviewPage';

/** The palette of all pages with code: the first of them makes it, so that no window loads it at its start. */
export interface SharedPalette {
  made?: CodePalette;
  /** Has it disposed of with the extension. */
  own(palette: CodePalette): CodePalette;
}

export interface CodePageContext extends PageContext {
  readonly palette: SharedPalette;
}

type Colours = PaletteChange & { readonly type: 'colours' };

/** A page with code on it: its colours are those of the theme, and its examples can be copied and opened. */
export abstract class CodePage<Context extends CodePageContext, Request extends { readonly type: string }, Message> extends Page<
  Context,
  Request,
  Message | Colours
> {
  private readonly palette: CodePalette;

  protected constructor(context: Context, kind: PageKind<Request>, panel: vscode.WebviewPanel) {
    super(context, kind, panel);
    this.palette = context.palette.made ??= context.palette.own(new CodePalette(context.log));
    this.own(this.palette.onDidChange((change) => this.post({ type: 'colours', ...change })));
  }

  protected override draw(document: PageDocument): void {
    // The first page does not wait for the theme: its colours follow.
    super.draw({ ...document, styleText: paletteStyle(this.palette.known ?? {}) });
  }

  protected sendColours(): Work {
    const send = async () => this.post({ type: 'colours', ...(await this.palette.colours()) });
    return [vscode.l10n.t('coloring code'), send()];
  }

  /** Puts an example on the clipboard, and tells the page that it is there. */
  protected copyCode(code: LessonCode | undefined, copied: Message): Work | undefined {
    if (!code) return undefined;
    const copy = async () => {
      await vscode.env.clipboard.writeText(code.text);
      this.post(copied);
    };
    return [vscode.l10n.t('copying code'), copy()];
  }

  /** Opens an example as a new document beside the page: the learner's to change, and to save where they like. */
  protected openCode(code: LessonCode | undefined): Work | undefined {
    return code && [vscode.l10n.t('opening code'), openInEditor(code)];
  }
}

/** What VS Code calls the languages of lessons. The others have no grammar in every VS Code and are opened as text. */
const LANGUAGE_IDS: Readonly<Record<string, string>> = {
  js: 'javascript',
  ts: 'typescript',
  sql: 'sql',
  sh: 'shellscript',
  json: 'json',
  yaml: 'yaml',
  dockerfile: 'dockerfile',
};

async function openInEditor({ language, text }: LessonCode): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: LANGUAGE_IDS[language] ?? 'plaintext', content: text });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
}

/** The colours as a style sheet. They were checked to be colours and nothing else. */
function paletteStyle(colours: CodeColours): string {
  const lines = TOKEN_CLASSES.flatMap((kind) => (colours[kind] === undefined ? [] : [`${colourVariable(kind)}: ${colours[kind]};`]));
  return `:root { ${lines.join(' ')} }`;
}
