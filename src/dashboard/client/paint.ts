import { fillIn } from '../../base/fillIn';
import type { DashboardSnapshot, ProjectState, SectionState } from '../model/protocol';
import { announce } from '../../pages/client/announcer';
import { all, one, setAttribute, setData, setText } from './dom';
import { showHoursLeft } from './pace';
import { isPending, settleUpTo } from './pending';
import { showExperience } from './salaries';
import { statusText, topics, type TopicElements } from './topics';
import { words } from './words';

/** More changes at once than this are not read out one by one: they come from an import or another window. */
const MOST_ANNOUNCED = 3;

const CELEBRATION = 2_600;

/** Found once: a long roadmap has many sections, and a page many elements to look through. */
const stations = new Map(all('.station').map((station) => [station.dataset['section'], station]));
const milestones = new Map(all('.milestone').map((milestone) => [milestone.dataset['milestone'], milestone]));

let isFirst = true;

/** Makes the page show a snapshot, touching only what differs. */
export function paint(snapshot: DashboardSnapshot): void {
  settleUpTo(snapshot.answers);
  const changed = paintTopics(snapshot);
  const reached = snapshot.sections.filter(paintSection).map(({ id }) => milestoneOf(id));
  const finished = snapshot.projects.map(paintProject);
  for (const [name, text] of Object.entries(snapshot.texts)) {
    for (const element of all(`[data-text="${name}"]`)) setText(element, text);
  }
  setText(one('[data-percent]'), `${snapshot.percent}%`);
  setAttribute(one('[data-ring]'), 'stroke-dasharray', `${snapshot.percent} 100`);
  setAttribute(one('[data-bar]'), 'width', `${snapshot.percent}%`);
  showHoursLeft(snapshot.hours);
  showExperience(snapshot.experience);
  // The first snapshot only brings an older page up to date: nothing has just happened.
  if (!isFirst) tell(changed, reached, finished);
  isFirst = false;
}

function paintTopics({ topics: states, next }: DashboardSnapshot): TopicElements[] {
  const byId = new Map(states.map((state) => [state.id, state]));
  const changed: TopicElements[] = [];
  for (const topic of topics.values()) {
    const { status = 'todo', proven = false } = byId.get(topic.id) ?? {};
    if (topic.show(isPending(topic.id) ? topic.status : status, proven)) changed.push(topic);
    topic.isNext = topic.id === next;
  }
  return changed;
}

/** Returns whether the section's milestone has just been reached. */
function paintSection({ id, done, total, entered, complete, text }: SectionState): boolean {
  const station = stations.get(id) ?? null;
  setData(station, 'lit', entered);
  if (station) {
    setText(one('[data-section-count]', station), `${done}/${total}`);
    setText(one('[data-section-text]', station), text);
    setAttribute(one('[data-section-ring]', station), 'stroke-dasharray', `${total > 0 ? (done / total) * 100 : 0} 100`);
  }
  const milestone = milestoneOf(id);
  if (!milestone || milestone.dataset['lit'] === String(complete)) return false;
  setData(milestone, 'lit', complete);
  const state = one('[data-milestone-state]', milestone);
  setText(state, `, ${state?.dataset[complete ? 'reached' : 'ahead'] ?? ''}`);
  return complete;
}

const milestoneOf = (section: string): HTMLElement | null => milestones.get(section) ?? null;

/** Returns the card of a project that has just been finished. */
function paintProject({ id, done, total, text, suggested, finished, stages }: ProjectState): HTMLElement | undefined {
  const card = one(`[data-project="${id}"]`);
  if (!card) return undefined;
  setText(one('[data-project-text]', card), text);
  setAttribute(one('[data-project-bar]', card), 'width', `${total > 0 ? Math.round((done / total) * 100) : 0}%`);
  setData(card, 'suggested', suggested);
  setData(card, 'begun', stages !== null);
  setData(card, 'hasNext', typeof stages?.next === 'string');
  setText(one('[data-stages-text]', card), stages?.text ?? '');
  setText(one('[data-next-text]', card), stages?.next ?? '');
  const isNews = finished && card.dataset['finished'] !== 'true';
  setData(card, 'finished', finished);
  return isNews ? card : undefined;
}

/** Shows a status before the host has confirmed it; the first snapshot that knows of it has the last word. */
export function paintAtOnce(topic: TopicElements, status: TopicElements['status']): void {
  if (topic.show(status, topic.proven)) tell([topic], [], []);
}

function tell(
  changed: readonly TopicElements[],
  reached: readonly (HTMLElement | null)[],
  finished: readonly (HTMLElement | undefined)[],
): void {
  const news =
    changed.length <= MOST_ANNOUNCED
      ? changed.map((topic) => fillIn(words.topicChanged, topic.title, statusText(topic.status, topic.proven)))
      : [];
  for (const milestone of reached) {
    if (!milestone) continue;
    news.push(fillIn(words.milestoneReached, one('[data-title]', milestone)?.textContent ?? ''));
    celebrate(milestone);
  }
  for (const card of finished) {
    if (!card) continue;
    news.push(fillIn(words.projectFinished, one('h3', card)?.textContent ?? ''));
    celebrate(card);
  }
  if (news.length > 0) announce(news.join('. '));
}

function celebrate(element: HTMLElement): void {
  setData(element, 'celebrate', true);
  setTimeout(() => delete element.dataset['celebrate'], CELEBRATION);
}
