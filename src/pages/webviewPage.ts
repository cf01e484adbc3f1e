import * as vscode from 'vscode';
import { html, Html } from '../base/html';
import type { LivePart } from './liveParts';

/** All that a page is written with. */
export interface PageDocument {
  readonly title: string;
  /** Style sheets, by their paths in the extension's folder. */
  readonly styles?: readonly string[];
  /** A style sheet of ours, as text. It saves the page a way to the host and back before it can be painted. */
  readonly styleText?: string;
  /** A script in `dist/webview/`. */
  readonly script?: string;
  /** A script of ours, as text: VS Code shows a page when it has loaded whole, so that a file would hold up the first paint. */
  readonly scriptText?: string;
  readonly body: Html;
  /** Those parts of the body that are sent again when they have changed. */
  readonly parts?: readonly LivePart[];
}

/** The only folders a page may load from. */
export const webviewRoots = (extensionUri: vscode.Uri): vscode.Uri[] => [
  vscode.Uri.joinPath(extensionUri, 'media'),
  vscode.Uri.joinPath(extensionUri, 'dist', 'webview'),
];

/** The icon of a page's tab. */
export const tabIcon = (extensionUri: vscode.Uri): { light: vscode.Uri; dark: vscode.Uri } => ({
  light: vscode.Uri.joinPath(extensionUri, 'media', 'tab-light.svg'),
  dark: vscode.Uri.joinPath(extensionUri, 'media', 'tab-dark.svg'),
});

/** The document of a webview: nothing may be loaded but our own style sheets and the one script that carries the nonce. */
export function renderPage(webview: vscode.Webview, extensionUri: vscode.Uri, page: PageDocument): string {
  const nonce = [...crypto.getRandomValues(new Uint8Array(18))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const asset = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
  const policy = [
    `default-src 'none'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `img-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return html`<!doctype html>
    <html lang="${vscode.env.language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title}</title>
        ${page.styles?.map((style) => html`<link rel="stylesheet" href="${asset(style)}" />`)}
        ${
          page.styleText !== undefined &&
          html`<style nonce="${nonce}">
            ${new Html(page.styleText)}
          </style>`
        }
      </head>
      ${page.body} ${page.script !== undefined && html`<script nonce="${nonce}" src="${asset('dist', 'webview', page.script)}"></script>`}
      ${
        page.scriptText !== undefined &&
        html`<script nonce="${nonce}">
          ${new Html(page.scriptText)};
        </script>`
      }
    </html>`.source;
}
