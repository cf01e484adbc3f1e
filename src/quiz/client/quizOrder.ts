import type { Answer } from '../model/grading';
import type { QuestionView } from '../model/protocol';
import { announce } from '../../pages/client/announcer';
import { button, fill, inline, make } from './quizDom';
import { startDragging } from './quizDrag';

/** Steps to bring into order, by buttons or by dragging. The draft is an order that was half done. */
export function orderList(view: QuestionView, draft: Answer | undefined, changed: (answer: Answer) => void) {
  const { words, choices } = view;
  const list = make('ol', { class: 'steps', role: 'list' });
  const items = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('.step')];
  const read = (): number[] => items().map(({ dataset }) => Number(dataset['choice']));
  const rows = choices.map(({ content }, choice) => row(choice, content));
  const order = draft?.length === choices.length ? draft : rows.map((_, choice) => choice);
  list.append(...order.flatMap((choice) => rows[choice] ?? []));
  showEnds();
  startDragging(list, settle);

  function row(choice: number, html: string): HTMLLIElement {
    const text = inline(html);
    const name = text.textContent;
    const up = button('↑', () => move(item, -1, up), { class: 'up', 'aria-label': fill(words.moveUp, name) });
    const down = button('↓', () => move(item, 1, down), { class: 'down', 'aria-label': fill(words.moveDown, name) });
    const grip = make('span', { class: 'grip', 'aria-hidden': 'true' });
    const item: HTMLLIElement = make(
      'li',
      { class: 'step', 'data-choice': String(choice) },
      grip,
      make('span', { class: 'content' }, text),
      up,
      down,
    );
    return item;
  }

  function move(item: HTMLElement, by: -1 | 1, pressed: HTMLButtonElement): void {
    const other = by < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    if (by < 0) other.before(item);
    else other.after(item);
    // Moved in the page, a button loses the focus.
    pressed.focus();
    settle(item);
  }

  /** Says where a step is now, and tells the page. */
  function settle(item: HTMLElement): void {
    showEnds();
    const all = items();
    const name = item.querySelector('.content')?.textContent ?? '';
    announce(fill(words.moved, name, all.indexOf(item) + 1, all.length));
    changed(read());
  }

  /** At an end, a button stays where the focus may be, but says that it leads nowhere. */
  function showEnds(): void {
    const all = items();
    all.forEach((item, place) => {
      item.querySelector('.up')?.setAttribute('aria-disabled', String(place === 0));
      item.querySelector('.down')?.setAttribute('aria-disabled', String(place === all.length - 1));
    });
  }

  return { element: list, read };
}
