import type { ContentProblem } from './compile';
import type { Next, Roadmap } from './schema';

/** Finds ids that are used twice and references to topics and projects that do not exist. */
export function brokenReferences(roadmap: Roadmap): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const topics = new Set(roadmap.sections.flatMap((section) => section.topics.map((topic) => topic.id)));
  const projects = new Set(roadmap.projects.items.map((project) => project.id));

  const seen = new Set<string>();
  const claim = (file: string, path: string, id: string) => {
    if (seen.has(id)) problems.push({ file, path, message: `the id "${id}" is used twice` });
    seen.add(id);
  };
  const needTopics = (file: string, path: string, ids: readonly string[]) => {
    for (const id of ids) {
      if (!topics.has(id)) problems.push({ file, path, message: `there is no topic "${id}"` });
    }
  };
  const needTarget = (file: string, path: string, next: Next) => {
    if (next.open === 'topic') needTopics(file, path, [next.id]);
    if (next.open === 'project' && !projects.has(next.id)) {
      problems.push({ file, path, message: `there is no project "${next.id}"` });
    }
  };

  roadmap.sections.forEach((section, s) => {
    const at = `sections.${s}`;
    claim('roadmap.yaml', `${at}.id`, section.id);
    if (section.milestone) claim('roadmap.yaml', `${at}.milestone.id`, section.milestone.id);
    section.topics.forEach((topic, t) => {
      for (const id of [topic.id, ...topic.formerly]) claim('roadmap.yaml', `${at}.topics.${t}`, id);
    });
  });
  roadmap.responsibilities.items.forEach((item, i) => needTopics('roadmap.yaml', `responsibilities.items.${i}`, item.topics));
  roadmap.callToAction.actions.forEach((next, i) => needTarget('roadmap.yaml', `callToAction.actions.${i}`, next));
  roadmap.faq.items.forEach((item, i) => needTarget('faq.yaml', `items.${i}.next`, item.next));
  for (const project of roadmap.projects.items) {
    const file = `projects/${project.id}/project.yaml`;
    claim(file, 'id', project.id);
    needTopics(file, 'topics', project.topics);
    const stages = new Set<string>();
    project.stages.forEach((stage, i) => {
      if (stages.has(stage.id)) problems.push({ file, path: `stages.${i}.id`, message: `the id "${stage.id}" is used twice` });
      stages.add(stage.id);
      needTopics(file, `stages.${i}.topics`, stage.topics);
    });
  }
  return problems;
}
