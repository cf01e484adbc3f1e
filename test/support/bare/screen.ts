import { readFile } from 'node:fs/promises';
import { extname, sep } from 'node:path';
import type { Page, Route } from 'playwright-core';
import { waitUntil } from '../wait';
import { readDefaultStyles, type ThemeRecord } from './themes';
import { RESOURCES, type Screen, type WebviewPanel } from './webviewPanel';

/** The address of the page that a webview is written into. */
const WEBVIEW = 'https://webview.test/';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

/** Draws a panel in a page of a browser, in the way of VS Code's own frame: same style sheet, variables, policy and API. */
export async function showInPage(panel: WebviewPanel, page: Page, extensionFolder: string): Promise<void> {
  await page.exposeFunction('receiveInHost', (message: unknown) => panel.receive(message));
  await page.exposeFunction('keepInHost', (state: unknown) => (panel.state = state));
  await page.route('**/*', (route) => answer(route, extensionFolder));
  const screen: Screen = {
    async draw(html, theme, state) {
      // Anew each time: a policy that was in force once stays so until the page is left.
      await page.goto(WEBVIEW);
      await page.evaluate(write, { html, theme, state: state ?? null, defaultStyles: readDefaultStyles(), api: API });
      await waitUntil('the page is loaded', () => page.evaluate(() => document.readyState === 'complete'));
    },
    post: (message) => page.evaluate((sent) => window.postMessage(sent, '*'), message),
    setTheme: (theme) => page.evaluate(applyTheme, theme),
  };
  await panel.showOn(screen);
}

/** The blank page, and the files of the extension; everything else is not there, as in a webview. */
async function answer(route: Route, extensionFolder: string): Promise<void> {
  const url = route.request().url();
  if (url === WEBVIEW) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<!doctype html><title></title>' });
  const path = decodeURIComponent(new URL(url).pathname);
  if (!url.startsWith(`${RESOURCES}/`) || !path.startsWith(`${extensionFolder}${sep}`)) return route.abort();
  const headers = { 'access-control-allow-origin': '*' };
  return route.fulfill({ body: await readFile(path), contentType: TYPES[extname(path)] ?? 'application/octet-stream', headers });
}

/** What a page has of VS Code. As text: it runs before the page's own scripts, and under no policy. */
const API = `
  let state = window.keptState;
  let isTaken = false;
  globalThis.acquireVsCodeApi = () => {
    if (isTaken) throw new Error('An instance of the VS Code API has already been acquired');
    isTaken = true;
    return (globalThis.vscodeApi = Object.freeze({
      postMessage: (message) => void window.receiveInHost(message),
      getState: () => state,
      setState: (next) => {
        state = next;
        void window.keepInHost(next);
        return next;
      },
    }));
  };
`;

interface Drawing {
  html: string;
  theme: ThemeRecord;
  state: unknown;
  defaultStyles: string;
  api: string;
}

/** Runs in the page. VS Code puts its own style sheet and script before the policy of the page, which therefore does not bind them. */
function write({ html, theme, state, defaultStyles, api }: Drawing): void {
  const made = new DOMParser().parseFromString(html, 'text/html');
  const styles = made.createElement('style');
  styles.id = '_defaultStyles';
  styles.textContent = defaultStyles;
  const script = made.createElement('script');
  script.textContent = `window.keptState = ${JSON.stringify(state).replaceAll('<', '\\u003c')} ?? undefined;${api}`;
  made.head.prepend(styles, script);
  made.documentElement.setAttribute(
    'style',
    Object.entries(theme.variables)
      .map(([name, value]) => `${name}: ${value};`)
      .join(' '),
  );
  made.body.classList.add(...theme.classes);
  Object.assign(made.body.dataset, theme.data);
  document.open();
  // The one way to have a document parsed as a new one, scripts and policy included; VS Code takes it as well.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.write(`<!doctype html>\n${made.documentElement.outerHTML}`);
  document.close();
}

/** Runs in the page. */
function applyTheme({ classes, data, variables }: ThemeRecord): void {
  const { style } = document.documentElement;
  for (const name of [...style]) if (!(name in variables)) style.removeProperty(name);
  for (const [name, value] of Object.entries(variables)) style.setProperty(name, value);
  for (const name of [...document.body.classList]) if (name.startsWith('vscode-')) document.body.classList.remove(name);
  document.body.classList.add(...classes);
  Object.assign(document.body.dataset, data);
}
