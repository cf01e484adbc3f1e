import { html, type Html } from '../../base/html';
import { icon } from '../../pages/icons';
import type { DashboardView } from './view';

/** What this is, how far the learner is, and the one thing to do next. */
export function heroHtml({ roadmap: { hero, map }, snapshot }: DashboardView): Html {
  return html`<header class="hero" id="top">
    <div class="hero-words">
      <p class="eyebrow">${hero.eyebrow}</p>
      <h1>${hero.title}</h1>
      <p class="lead">${hero.sentence}</p>
      <ul class="badges">
        ${hero.badges.map((badge) => html`<li>${badge}</li>`)}
      </ul>
      <button type="button" class="primary" data-go="next-topic">${icon('play')}<span data-text="go">${snapshot.texts.go}</span></button>
    </div>
    <div class="hero-progress">
      <div class="ring-box">
        <svg class="progress-ring" viewBox="0 0 120 120" aria-hidden="true">
          <circle class="track" cx="60" cy="60" r="52" pathLength="100"></circle>
          <circle class="value" cx="60" cy="60" r="52" pathLength="100" stroke-dasharray="${snapshot.percent} 100" data-ring></circle>
        </svg>
        <div class="ring-words">
          <span class="ring-percent" data-percent>${snapshot.percent}%</span>
        </div>
      </div>
      <p class="ring-caption">
        <span class="ring-label">${map.progress}</span>
        <strong data-text="completed">${snapshot.texts.completed}</strong>
      </p>
    </div>
  </header>`;
}
