import { l10n } from 'vscode';
import { html, type Html } from '../../base/html';
import { icon, type IconName } from '../../pages/icons';
import { projectsThatPractise, type DashboardView } from '../model/dashboardView';

/** The one menu that all topics share. What not every topic has is shown when its topic has opened it: see client/openMenu.ts. */
export const topicMenu = (view: DashboardView): Html =>
  html`<div class="menu" role="menu" hidden data-menu>
    <p class="menu-title" aria-hidden="true" data-menu-title></p>
    ${statusItem('done', l10n.t('Completed'), 'D')} ${statusItem('doing', l10n.t('In Progress'), 'L')}
    ${statusItem('skipped', l10n.t('Skipped'), 'S')} ${item('reset', 'todo', l10n.t('Reset'), 'R')}
    <div role="separator"></div>
    ${item('openTopic', 'lesson', l10n.t('Open Lesson'), 'O')} ${item('takeQuiz', 'quiz', l10n.t('Take the Quiz'), 'Q')}
    ${item('openNote', 'note', l10n.t('Open Note'), 'N')} ${view.index.topics.map(({ id }) => practiceGroup(view, id))}
  </div>`;

const statusItem = (status: 'done' | 'doing' | 'skipped', label: string, key: string): Html =>
  html`<button type="button" role="menuitemradio" aria-checked="false" tabindex="-1" data-choice="${status}">
    ${icon(status)}<span>${label}</span><kbd aria-hidden="true">${key}</kbd>
  </button>`;

const item = (choice: string, name: IconName, label: string, key: string): Html =>
  html`<button type="button" role="menuitem" tabindex="-1" data-choice="${choice}">
    ${icon(name)}<span>${label}</span><kbd aria-hidden="true">${key}</kbd>
  </button>`;

/** The projects in which a topic is practised: each item leads to the stage that does. */
function practiceGroup(view: DashboardView, topic: string): Html | false {
  const projects = projectsThatPractise(view, topic);
  if (projects.length === 0) return false;
  return html`<div role="group" aria-label="${l10n.t('Practice')}" hidden data-practice-of="${topic}">
    ${projects.map(
      ({ id, title }) =>
        html`<button type="button" role="menuitem" tabindex="-1" data-choice="practice" data-project="${id}">
          ${icon('project')}<span>${l10n.t('Practice in {0}', title)}</span>
        </button>`,
    )}
  </div>`;
}
