import * as vscode from 'vscode';
import { replaceInWindow } from './messages';

/** A panel that is not shown: what the host puts into it can be read, and the page's messages can be sent. */
export interface FakePanel {
  readonly html: () => string;
  readonly title: () => string;
  /** What the host told the page. */
  readonly posted: unknown[];
  /** Sends a message as the page would, or as somebody would who got into it. */
  readonly send: (message: unknown) => void;
  /** The editor becomes the one in use, or another one does. */
  readonly setActive: (active: boolean) => void;
  readonly close: () => void;
}

/** The next page that is opened gets this panel. `restoreWindow` puts the real ones back. */
export function useFakePanel(): FakePanel {
  const messages = new vscode.EventEmitter<unknown>();
  const disposed = new vscode.EventEmitter<void>();
  const viewState = new vscode.EventEmitter<unknown>();
  const posted: unknown[] = [];
  const webview = {
    html: '',
    cspSource: 'test:',
    options: {},
    asWebviewUri: (uri: vscode.Uri) => uri,
    onDidReceiveMessage: messages.event,
    postMessage: (message: unknown) => Promise.resolve(posted.push(message) > 0),
  };
  const close = () => disposed.fire();
  const panel = {
    title: '',
    webview,
    visible: true,
    active: true,
    onDidDispose: disposed.event,
    onDidChangeViewState: viewState.event,
    reveal: () => undefined,
    dispose: close,
  };
  const setActive = (active: boolean) => {
    panel.active = active;
    viewState.fire(undefined);
  };
  replaceInWindow('createWebviewPanel', () => panel);
  return { html: () => webview.html, title: () => panel.title, posted, send: (message) => messages.fire(message), setActive, close };
}
