/** Steps to bring into order: by buttons, or by dragging with mouse, pen or finger. */
import { fillIn } from '../../base/text';
import { announce } from '../../pages/client/host';
import type { Answer } from '../model/grading';

const list = (): HTMLElement | null => document.querySelector<HTMLElement>('.steps');
const steps = (): HTMLElement[] => [...(list()?.querySelectorAll<HTMLElement>('.step') ?? [])];

let changed: () => void;

/** From now on steps can be moved; `onChange` is called when one was. */
export function startOrder(onChange: () => void): void {
  changed = onChange;
  document.addEventListener('pointerdown', beginDrag);
}

/** The order that is shown. */
export const stepsOf = (): number[] => steps().map(({ dataset }) => Number(dataset['choice']));

/** Shows an order that was half done. */
export function arrange(order: Answer): void {
  const all = new Map(steps().map((step) => [Number(step.dataset['choice']), step]));
  if (order.length !== all.size) return;
  list()?.append(...order.flatMap((choice) => all.get(choice) ?? []));
  showEnds();
}

/** Moves a step by one place, as its button says. */
export function moveStep(pressed: HTMLElement): void {
  const item = pressed.closest<HTMLElement>('.step');
  const isUp = pressed.classList.contains('up');
  const other = isUp ? item?.previousElementSibling : item?.nextElementSibling;
  if (!item || !other) return;
  if (isUp) other.before(item);
  else other.after(item);
  // Moved in the page, a button loses the focus.
  pressed.focus();
  settle(item);
}

/** Says where a step is now. */
function settle(item: HTMLElement): void {
  showEnds();
  const all = steps();
  const name = item.querySelector('.content')?.textContent ?? '';
  announce(fillIn(list()?.dataset['moved'] ?? '', name, all.indexOf(item) + 1));
  changed();
}

/** At an end, a button stays where the focus may be, but says that it leads nowhere. */
function showEnds(): void {
  const all = steps();
  all.forEach((item, place) => {
    item.querySelector('.up')?.setAttribute('aria-disabled', String(place === 0));
    item.querySelector('.down')?.setAttribute('aria-disabled', String(place === all.length - 1));
  });
}

/** With pointer events: the drag and drop of the browser is taken by VS Code, which would offer to open what is dragged. */
function beginDrag(event: PointerEvent): void {
  const { target, button, pointerId } = event;
  const item = target instanceof Element && !target.closest('button') ? target.closest<HTMLElement>('.step') : null;
  // A finger on the text scrolls the page; the grip is there to drag by.
  const mayScroll = event.pointerType === 'touch' && !(target as Element).closest('.grip');
  const around = item?.parentElement;
  if (!item || !around || button !== 0 || mayScroll) return;
  event.preventDefault();
  drag(around, item, pointerId);
}

function drag(around: HTMLElement, item: HTMLElement, pointer: number): void {
  const before = [...around.children];
  const over = new AbortController();
  const { signal } = over;
  item.classList.add('dragged');
  // By the list, which stays where it is: an item that is moved in the page loses the pointer.
  around.setPointerCapture(pointer);

  const end = (): void => {
    over.abort();
    item.classList.remove('dragged');
    if (before.some((child, place) => around.children[place] !== child)) settle(item);
  };
  const cancel = (): void => {
    around.append(...before);
    end();
  };
  document.addEventListener('pointermove', ({ pointerId, clientY }) => pointerId === pointer && place(around, item, clientY), { signal });
  document.addEventListener('pointerup', ({ pointerId }) => pointerId === pointer && end(), { signal });
  document.addEventListener('pointercancel', ({ pointerId }) => pointerId === pointer && cancel(), { signal });
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && cancel(), { signal });
}

/** Puts the item before the first one whose middle is below the pointer. */
function place(around: HTMLElement, item: HTMLElement, y: number): void {
  const others = [...around.children].filter((child) => child !== item);
  const next = others.find((child) => {
    const { top, height } = child.getBoundingClientRect();
    return y < top + height / 2;
  });
  if (next ? next.previousElementSibling === item : around.lastElementChild === item) return;
  if (next) next.before(item);
  else around.append(item);
}
