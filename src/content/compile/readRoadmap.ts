import { compileRoadmap } from './roadmap';
import type { Roadmap } from '../schema';
import type { ContentFolder } from './folder';
import { YamlFiles } from './yamlFiles';

/** Reads and compiles a roadmap's folder. @throws Error that names file, line and column of everything that is wrong. */
export async function readRoadmap(folder: ContentFolder): Promise<Roadmap> {
  const files = new YamlFiles(folder);
  const projectIds = (await folder.list('projects')).filter(({ isFolder }) => isFolder);
  const content = {
    roadmap: await files.read('roadmap.yaml'),
    salaries: await files.read('salaries.yaml'),
    faq: await files.read('faq.yaml'),
    projects: new Map(
      await Promise.all(projectIds.map(async ({ name: id }) => [id, await files.read(`projects/${id}/project.yaml`)] as const)),
    ),
  };
  if (files.problems.length > 0) throw files.error();
  const compiled = compileRoadmap(content);
  if ('roadmap' in compiled) return compiled.roadmap;
  files.report(compiled.problems);
  throw files.error();
}
