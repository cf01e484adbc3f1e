/** Code that is data: it must be what it says it is. */
import { parseAllDocuments } from 'yaml';

const METHOD = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT) \S+(?: HTTP\/(?:1\.[01]|2|3))?$/;
const STATUS = /^HTTP\/(?:1\.[01]|2|3) [1-5]\d\d(?: [\x20-\x7e]*)?$/;
const HEADER = /^[!#$%&'*+.^_`|~\w-]+: ?\S.*$/;

/** @throws Error when this is no JSON. */
export function checkJson(text: string): void {
  JSON.parse(text);
}

/** @throws Error when this is no YAML. */
export function checkYaml(text: string): void {
  const documents = parseAllDocuments(text);
  if ('empty' in documents) throw new Error('is empty');
  for (const { errors } of documents) if (errors[0]) throw errors[0];
}

/** @throws Error when this is neither a request nor a response. */
export function checkHttp(text: string): void {
  const [first = '', ...rest] = text.split('\n');
  if (!METHOD.test(first) && !STATUS.test(first)) throw new Error(`"${first}" begins neither a request nor a response`);
  for (const line of rest) {
    if (line === '') return;
    // A target too long for one line goes on in the next, indented, as in the REST client of many editors.
    if (!HEADER.test(line) && !/^\s+\S/.test(line)) throw new Error(`"${line}" is no header`);
  }
}

const INSTRUCTION =
  /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\s+\S/;
const HEREDOC = /<<-?\s*["']?(\w+)["']?/;

/** @throws Error that names the line which is no instruction, no continuation of one and no comment. */
export function checkDockerfile(text: string): void {
  let isContinued = false;
  let until: string | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (until !== undefined) {
      if (line.trim() === until) until = undefined;
      continue;
    }
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    if (!isContinued && !INSTRUCTION.test(line)) throw new Error(`line ${index + 1}: "${line}" is no instruction`);
    isContinued = line.trimEnd().endsWith('\\');
    until = HEREDOC.exec(line)?.[1];
  }
  if (isContinued) throw new Error('the last line is to be continued, and there is none');
  if (until !== undefined) throw new Error(`"${until}" never comes`);
}
