import type { Locator, Page } from 'playwright-core';
import { setTheme, setZoom, type ThemeKind } from './appearance';
import { QuickInput } from './quickInput';
import { updateUserSettings, type Server } from './server';
import { waitUntil, wholeText } from './wait';
import { Webviews } from './webviews';

/** One window of VS Code, in the words of the person in front of it. Every wait is for something that person can see. */
export class Workbench {
  readonly quickInput: QuickInput;
  readonly webviews: Webviews;
  /** Every toast that is up, but for what this VS Code says of itself: it comes without a TypeScript server, and finds that out at some time. */
  readonly toasts: Locator;
  private readonly allToasts: Locator;
  readonly dialog: Locator;

  constructor(
    readonly page: Page,
    private readonly server: Server,
  ) {
    this.quickInput = new QuickInput(page);
    this.webviews = new Webviews(page);
    this.allToasts = page.locator('.notifications-toasts .notification-list-item');
    this.toasts = this.allToasts.filter({ hasNotText: "VS Code's tsserver was deleted" });
    this.dialog = page.locator('.monaco-dialog-box');
  }

  /** Waits until the window is drawn. */
  async waitReady(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.editor').waitFor({ state: 'visible', timeout: 60_000 });
  }

  /** Reloads the window as the browser's reload button does. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.waitReady();
  }

  /** Reloads the window as VS Code's own command does, which saves the open tabs first; a browser may be too quick for that. */
  async reloadWindow(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.waitReady();
  }

  /** Changes settings in settings.json and reloads: that is when a VS Code that runs as a server reads the file. */
  async changeSettings(changes: Record<string, unknown>): Promise<void> {
    await updateUserSettings(this.server.dataDir, changes);
    await this.reload();
  }

  /** Opens a view container by its icon in the activity bar, unless it is open: a second click would close it. */
  async openView(containerTitle: string): Promise<void> {
    const label = new RegExp(`^${containerTitle.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}( \\(.*\\))?( - .*)?$`);
    const tab = this.page.locator('.part.activitybar').getByRole('tab', { name: label });
    const title = this.page.locator('.part.sidebar .composite.title', { hasText: new RegExp(containerTitle, 'i') });
    await tab.waitFor({ state: 'visible', timeout: 60_000 });
    // Again when a window has just started: it may open the view by itself at the moment of the click, which then closes it.
    await waitUntil(`the view ${containerTitle} is open`, async () => {
      if (!(await title.isVisible()) && (await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
      await title.waitFor({ state: 'visible', timeout: 2000 });
      return true;
    });
  }

  /** The row of a tree with exactly this label (whatever its description), or whose accessible name a pattern matches. */
  treeItem(name: string | RegExp): Locator {
    if (typeof name !== 'string') return this.page.getByRole('treeitem', { name });
    const label = this.page.locator('.label-name', { hasText: wholeText(name) });
    return this.page.getByRole('treeitem').filter({ has: label });
  }

  /** Scrolls the open tree until the row is there: rows out of sight are not in the page. */
  async revealTreeItem(name: string | RegExp): Promise<Locator> {
    const row = this.treeItem(name);
    const tree = this.page.locator('.part.sidebar .monaco-list').first();
    await tree.hover();
    let down = true;
    return waitUntil(`the tree has a row ${String(name)}`, async () => {
      if ((await row.count()) > 0) return row;
      const before = await tree.getByRole('treeitem').allInnerTexts();
      await this.page.mouse.wheel(0, down ? 200 : -10_000);
      await this.page.waitForTimeout(50);
      const after = await tree.getByRole('treeitem').allInnerTexts();
      down = !down || before.join() !== after.join();
      return undefined;
    });
  }

  checkbox(row: Locator): Locator {
    return row.getByRole('checkbox');
  }

  /** Clicks an inline action of a row by its title. While a window opens, rows move away from under a pointer that rests: it comes after them. */
  async rowAction(row: Locator, title: string): Promise<void> {
    const action = row.getByRole('button', { name: title });
    await waitUntil(`the row shows its action "${title}", and it is clicked`, async () => {
      await row.hover();
      await action.click({ timeout: 2_000 });
      return true;
    });
  }

  /** Opens the context menu of a row and takes an entry. */
  async contextMenu(row: Locator, entry: string): Promise<void> {
    await row.click({ button: 'right' });
    // For 100 ms a new menu takes no click, since that may be the end of the one which opened it.
    await this.page.getByRole('menuitem', { name: entry, exact: true }).click({ delay: 150 });
  }

  /** Runs a command by its whole title in the palette: "Backend Roadmap: Continue". */
  async runCommand(title: string): Promise<void> {
    await this.quickInput.runCommand(title);
  }

  /** An item of the status bar, by `<publisher>.<name>.<item id>`. */
  statusItem(id: string): Locator {
    return this.page.locator(`[id="${id}"]`);
  }

  /** The toast that contains this text. */
  toast(text: string | RegExp): Locator {
    return this.toasts.filter({ hasText: text }).first();
  }

  /** Waits for a toast and clicks one of its buttons. */
  async clickToast(text: string | RegExp, button: string): Promise<void> {
    const toast = this.toast(text);
    await toast.waitFor({ state: 'visible' });
    // A busy window may draw it as it slides in at longer intervals than a click takes, which then ends where the button no longer is.
    await toast.evaluate(settle);
    await toast.getByRole('button', { name: button, exact: true }).click();
  }

  /** Clears all notifications, for a tidy screenshot. */
  async clearToasts(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
    await this.allToasts.first().waitFor({ state: 'hidden' });
  }

  /** Closes whatever lies on top of the window: menus, pickers, dialogs, toasts. */
  async dismissAll(): Promise<void> {
    const onTop = this.dialog.or(this.quickInput.widget).or(this.page.locator('.monaco-menu-container, .context-view .monaco-menu'));
    await waitUntil('nothing lies on top of the window', async () => {
      if (!(await anyVisible(onTop))) return true;
      await this.page.keyboard.press('Escape');
      return undefined;
    });
    await waitUntil('no toast is up', async () => {
      if (!(await anyVisible(this.allToasts))) return true;
      // One by one with their own buttons: the command for all of them takes a palette, and that as long as a whole test.
      const toast = this.allToasts.first();
      await toast.hover({ timeout: 1000 });
      await toast.getByRole('button', { name: /^Clear Notification/ }).click({ timeout: 1000 });
      return undefined;
    });
  }

  /** Waits for a modal dialog with this text, clicks one of its buttons, and waits until it is gone. */
  async answerDialog(text: string | RegExp, button: string): Promise<void> {
    await this.dialog.filter({ hasText: text }).waitFor({ state: 'visible' });
    await this.dialog.getByRole('button', { name: button, exact: true }).click();
    await this.dialog.waitFor({ state: 'hidden' });
  }

  /** An editor's tab, by its label. */
  editorTab(label: string): Locator {
    return this.page.locator('.part.editor .tab').filter({ hasText: wholeText(label) });
  }

  /** The labels of the tabs of editors, but for the page with which VS Code greets whoever is new to it. */
  async editorTabs(): Promise<string[]> {
    const labels = await this.page.locator('.part.editor .tab').allInnerTexts();
    return labels.map((label) => label.trim()).filter((label) => label !== 'Welcome');
  }

  async setTheme(kind: ThemeKind): Promise<void> {
    await setTheme(this.page, this.server, kind);
  }

  async setViewport(width: number, height: number): Promise<void> {
    await this.page.setViewportSize({ width, height });
  }

  async setZoom(factor: number): Promise<void> {
    await setZoom(this.page, factor);
  }
}

/** Waits until a toast is where it stays. In the page. */
async function settle(element: Element): Promise<void> {
  const toasts = element.closest('.notifications-toasts') ?? element;
  const slides = toasts.getAnimations({ subtree: true }).filter((animation) => animation instanceof CSSTransition);
  await Promise.all(slides.map(({ finished }) => finished));
}

async function anyVisible(locator: Locator): Promise<boolean> {
  for (const one of await locator.all()) if (await one.isVisible()) return true;
  return false;
}
