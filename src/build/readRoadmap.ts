import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { compileRoadmap, type ContentProblem } from '../core/roadmap/compile';
import type { Roadmap } from '../core/roadmap/schema';

interface Source {
  readonly document: Document;
  readonly lines: LineCounter;
}

/** Reads and compiles a roadmap's folder. @throws Error that names file, line and column of everything that is wrong. */
export async function readRoadmap(folder: string): Promise<Roadmap> {
  const sources = new Map<string, Source>();
  const problems: string[] = [];
  const read = async (file: string): Promise<unknown> => {
    const lines = new LineCounter();
    const document = parseDocument(await readFile(join(folder, file), 'utf8'), { lineCounter: lines });
    sources.set(file, { document, lines });
    for (const { message, linePos } of document.errors) {
      problems.push(`${file}:${linePos?.[0].line ?? 1}:${linePos?.[0].col ?? 1} ${message.split('\n')[0] ?? ''}`);
    }
    return document.errors.length > 0 ? undefined : document.toJS();
  };

  const projectIds = (await readdir(join(folder, 'projects'), { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const files = {
    roadmap: await read('roadmap.yaml'),
    salaries: await read('salaries.yaml'),
    faq: await read('faq.yaml'),
    projects: new Map(await Promise.all(projectIds.map(async ({ name }) => [name, await read(`projects/${name}/project.yaml`)] as const))),
  };
  if (problems.length === 0) {
    const compiled = compileRoadmap(files);
    if ('roadmap' in compiled) return compiled.roadmap;
    problems.push(...compiled.problems.map((problem) => locate(problem, sources.get(problem.file))));
  }
  throw new Error(`The content in ${folder} has problems:\n${problems.join('\n')}`);
}

/** `roadmap.yaml:12:5 sections.0.title must not be empty` */
function locate({ file, path, message }: ContentProblem, source: Source | undefined): string {
  const where = path === '' ? [] : [path];
  const keys = path === '' ? [] : path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  // A missing key has no place of its own: the nearest part that holds it is named.
  for (let depth = keys.length; source && depth >= 0; depth--) {
    const node = source.document.getIn(keys.slice(0, depth), true) as { range?: [number, number, number] } | undefined;
    if (!node?.range) continue;
    const { line, col } = source.lines.linePos(node.range[0]);
    return [`${file}:${line}:${col}`, ...where, message].join(' ');
  }
  return [`${file}:1:1`, ...where, message].join(' ');
}
