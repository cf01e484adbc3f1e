/**
 * Dragging the steps of a list with mouse, pen or finger. It is done with pointer events: the drag and drop of the browser is
 * taken by VS Code, which would offer to open what is dragged.
 */
export function startDragging(list: HTMLElement, dropped: (item: HTMLElement) => void): void {
  list.addEventListener('pointerdown', (event) => {
    const { target, button, pointerId } = event;
    const item = target instanceof Element && !target.closest('button') ? target.closest<HTMLElement>('.step') : null;
    // A finger on the text scrolls the page; the grip is there to drag by.
    const mayScroll = event.pointerType === 'touch' && !(target as Element).closest('.grip');
    if (!item || button !== 0 || mayScroll) return;
    event.preventDefault();
    drag(list, item, pointerId, dropped);
  });
}

function drag(list: HTMLElement, item: HTMLElement, pointer: number, dropped: (item: HTMLElement) => void): void {
  const before = [...list.children];
  const over = new AbortController();
  const { signal } = over;
  item.classList.add('dragged');
  // By the list, which stays where it is: an item that is moved in the page loses the pointer.
  list.setPointerCapture(pointer);

  const end = (): void => {
    over.abort();
    item.classList.remove('dragged');
    if (before.some((child, place) => list.children[place] !== child)) dropped(item);
  };
  const cancel = (): void => {
    list.append(...before);
    end();
  };
  document.addEventListener('pointermove', ({ pointerId, clientY }) => pointerId === pointer && place(list, item, clientY), { signal });
  document.addEventListener('pointerup', ({ pointerId }) => pointerId === pointer && end(), { signal });
  document.addEventListener('pointercancel', ({ pointerId }) => pointerId === pointer && cancel(), { signal });
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && cancel(), { signal });
}

/** Puts the item before the first one whose middle is below the pointer. */
function place(list: HTMLElement, item: HTMLElement, y: number): void {
  const others = [...list.children].filter((child) => child !== item);
  const next = others.find((child) => {
    const { top, height } = child.getBoundingClientRect();
    return y < top + height / 2;
  });
  if (next ? next.previousElementSibling === item : list.lastElementChild === item) return;
  if (next) next.before(item);
  else list.append(item);
}
