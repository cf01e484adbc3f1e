import { all, one } from './dom';
import { isMenuOpen, openMenu } from './openMenu';
import { choiceOfKey, topicAt, TopicStop } from './topicStop';

const stops = all('.stop.topic').map((element) => new TopicStop(element));

/** Brings the path to life: clicks, keys, and one topic at a time in the tab order. */
export function startPath(): void {
  const path = one('[data-path]');
  path?.addEventListener('click', ({ target }) => {
    const topic = topicAt(target);
    if (!topic || !(target instanceof Element)) return;
    takeTabStop(topic);
    const more = target.closest<HTMLElement>('.more');
    if (more) openMenu(topic, more);
    else if (target.closest('.undo')) topic.takeBack();
    else if (target.closest('.node')) topic.toggle();
  });
  path?.addEventListener('contextmenu', (event) => {
    const topic = topicAt(event.target);
    if (!topic) return;
    event.preventDefault();
    openMenu(topic, topic.node);
  });
  path?.addEventListener('keydown', (event) => pressed(event));
  path?.addEventListener('focusin', ({ target }) => {
    const topic = topicAt(target);
    if (topic) takeTabStop(topic);
  });
}

function pressed(event: KeyboardEvent): void {
  const topic = topicAt(event.target);
  if (!topic || isMenuOpen() || event.ctrlKey || event.metaKey || event.altKey) return;
  const choice = choiceOfKey(event.key);
  const opensMenu = event.key.toLowerCase() === 'm';
  const to = neighbour(topic, event.key);
  if (!choice && !opensMenu && !to) return;
  event.preventDefault();
  if (choice) topic.do(choice);
  if (opensMenu) openMenu(topic, topic.node);
  to?.node?.focus();
}

/** The topic that a key leads to. Up and Down follow the path; Left and Right too, whichever way it runs there. */
function neighbour(topic: TopicStop, key: string): TopicStop | undefined {
  const place = stops.findIndex(({ element }) => element === topic.element);
  const back = stops[place - 1];
  const on = stops[place + 1];
  switch (key) {
    case 'Home':
      return stops[0];
    case 'End':
      return stops.at(-1);
    case 'ArrowDown':
      return on;
    case 'ArrowUp':
      return back;
    case 'ArrowRight':
      return sideways(topic, 1, back, on);
    case 'ArrowLeft':
      return sideways(topic, -1, back, on);
    default:
      return undefined;
  }
}

/** On a row that runs to the left, the way on is to the left. Where the path turns or runs straight down, Right goes on. */
function sideways(topic: TopicStop, direction: 1 | -1, back?: TopicStop, on?: TopicStop): TopicStop | undefined {
  const here = centre(topic);
  const lies = (other: TopicStop | undefined) => {
    const there = other && centre(other);
    return there !== undefined && Math.abs(there.y - here.y) < here.height / 2 && (there.x - here.x) * direction > 0;
  };
  if (lies(on)) return on;
  if (lies(back)) return back;
  // At the end of a row the path leads down on this side; at its start it came from above, which is Up.
  if (sameRow(back, here)) return on;
  if (sameRow(on, here)) return undefined;
  return direction > 0 ? on : back;
}

const sameRow = (other: TopicStop | undefined, here: { readonly y: number; readonly height: number }): boolean =>
  other !== undefined && Math.abs(centre(other).y - here.y) < here.height / 2;

function centre({ disc, element }: TopicStop): { x: number; y: number; height: number } {
  const { left, top, width, height } = (disc ?? element).getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2, height };
}

function takeTabStop(topic: TopicStop): void {
  for (const element of all('.stop.topic [tabindex="0"]')) {
    if (!topic.element.contains(element)) element.tabIndex = -1;
  }
  for (const element of all('button, a', topic.element)) element.tabIndex = 0;
}
