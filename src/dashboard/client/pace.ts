import { fillIn } from '../../base/fillIn';
import type { HoursLeft } from '../model/pace';
import { paceSentence } from '../model/pace';
import { PACE } from '../../content/pace';
import { one, setText } from './dom';
import { currentState, keep } from './state';
import { words } from './words';

const found = one('[data-pace]');
const slider = found instanceof HTMLInputElement ? found : undefined;
let left: HoursLeft = { topics: 0, projects: 0 };

/** Brings the hours a week to life. */
export function startPace(): void {
  if (!slider) return;
  slider.value = String(Math.min(PACE.most, Math.max(PACE.least, currentState().pace)));
  left = JSON.parse(document.body.dataset['hours'] ?? '{}') as HoursLeft;
  slider.addEventListener('input', () => {
    show();
    keep({ pace: slider.valueAsNumber });
  });
  show();
}

export function showHoursLeft(hours: HoursLeft): void {
  left = hours;
  show();
}

function show(): void {
  const hours = slider?.valueAsNumber ?? PACE.start;
  const text = fillIn(words.hoursAWeek, hours);
  setText(one('[data-pace-hours]'), text);
  slider?.setAttribute('aria-valuetext', text);
  setText(one('[data-pace-sentence]'), paceSentence(left, hours, new Date(), words));
}
