import type { Locator, Page } from 'playwright-core';
import { waitUntil, wholeText } from './wait';

/** The box at the top: the palette, a QuickPick or an InputBox. */
export class QuickInput {
  readonly widget: Locator;
  readonly input: Locator;
  /** Such as "New Project (2/4)": VS Code puts the step behind the title. */
  readonly title: Locator;
  /** What is wrong with the value of an InputBox. */
  readonly message: Locator;
  readonly options: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.quick-input-widget');
    this.input = this.widget.locator('.quick-input-box input');
    this.title = this.widget.locator('.quick-input-title');
    this.message = this.widget.locator('.quick-input-message');
    this.options = this.widget.locator('.quick-input-list .monaco-list-row');
  }

  /** Waits until it is open, with this title when one is given. */
  async waitOpen(title?: string | RegExp): Promise<void> {
    await this.widget.waitFor({ state: 'visible' });
    if (title !== undefined) await this.title.filter({ hasText: title }).waitFor({ state: 'visible' });
  }

  async waitClosed(): Promise<void> {
    await this.widget.waitFor({ state: 'hidden' });
  }

  /** Watches it from now on. The function that is returned says whether it was in sight all the while. */
  async watch(): Promise<() => Promise<boolean>> {
    const wasHidden = await this.widget.evaluateHandle((widget) => {
      const seen = { hidden: false };
      // By what each change has found: it may be hidden and shown again in one go.
      new MutationObserver((changes) => {
        if (changes.some(({ oldValue }) => /display: none/.test(oldValue ?? ''))) seen.hidden = true;
      }).observe(widget, { attributeFilter: ['style'], attributeOldValue: true });
      return seen;
    });
    return () => wasHidden.evaluate(({ hidden }) => !hidden);
  }

  /** The row with exactly this label, or the one that a pattern matches anywhere. */
  option(label: string | RegExp): Locator {
    if (typeof label !== 'string') return this.options.filter({ hasText: label }).first();
    return this.options.filter({ has: this.page.locator('.label-name', { hasText: wholeText(label) }) }).first();
  }

  /** The labels of the rows that are shown, once there is one. Long lists show only a part. */
  async labels(): Promise<string[]> {
    await this.options.first().waitFor({ state: 'visible' });
    const labels = await this.options.locator('.quick-input-list-row:first-child .label-name').allInnerTexts();
    // A label with an icon begins with a space.
    return labels.map((label) => label.trim());
  }

  async type(text: string): Promise<void> {
    await this.input.fill(text);
  }

  /** Names a folder in VS Code's own dialog for folders, once that shows the one it begins in: until then it takes back what is typed. */
  async nameFolder(path: string): Promise<void> {
    await waitUntil('the dialog says where it is', async () => (await this.input.inputValue()).endsWith('/'));
    await this.option('..').waitFor();
    // At once, as it is pasted: the dialog reads a folder at each letter.
    await this.input.press('Control+A');
    await this.page.keyboard.insertText(`${path}/`);
  }

  /** Takes a row as a person does who sees it: by clicking it. */
  async choose(label: string | RegExp): Promise<void> {
    await this.option(label).click();
  }

  /** Ticks or unticks a row where several can be picked. */
  async toggle(label: string | RegExp): Promise<void> {
    await this.option(label).locator('.quick-input-list-checkbox, input[type=checkbox]').first().click();
  }

  /** Presses Enter: accepts the text, the focused row, or what is ticked. */
  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  async cancel(): Promise<void> {
    await this.input.press('Escape');
    await this.waitClosed();
  }

  /** Clicks a button of the title, such as Back. */
  async button(name: string): Promise<void> {
    await this.widget.getByRole('button', { name }).first().click();
  }

  /** Opens the palette and runs the command with exactly this title, category included: "Backend Roadmap: Continue". */
  async runCommand(title: string): Promise<void> {
    await this.waitClosed();
    // Again and again at the start of a window: a key can get lost, and an open palette does not learn of new commands.
    const run = async (): Promise<boolean> => {
      await this.offer(title);
      // Until it was clicked, whatever takes the focus closes the palette: a page that has just opened, for example.
      await this.option(title).click({ timeout: 2000 });
      return true;
    };
    await waitUntil(`the palette runs "${title}"`, run, 30_000);
  }

  private async offer(title: string): Promise<void> {
    // Short limits: a palette that closes by itself is opened again, and not waited for.
    if (await this.widget.isVisible()) {
      await this.page.keyboard.press('Escape');
      await this.widget.waitFor({ state: 'hidden', timeout: 1000 });
    }
    await this.page.keyboard.press('F1');
    await this.input.waitFor({ state: 'visible', timeout: 1000 });
    await this.input.fill(`>${title}`, { timeout: 1000 });
    await this.option(title).waitFor({ state: 'visible', timeout: 2000 });
  }
}
