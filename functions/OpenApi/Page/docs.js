// Everything that is shown is made of text nodes: nothing in the document or in an answer can become markup.
const source = new URL(location.pathname.replace(/\/docs\/?$/i, '/openapi.json'), location.href);
const tokenField = document.getElementById('token');
const known = new Map(); // What was created last, by the path that it is read at: fills in later requests.
let api;

function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') node.addEventListener(key, value);
    else if (value !== undefined && value !== false) node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.filter(child => child !== undefined && child !== null));
  return node;
}

const resolve = thing => thing?.$ref
  ? { ...resolve(thing.$ref.split('/').slice(1).reduce((at, name) => at[name.replaceAll('~1', '/').replaceAll('~0', '~')], api)), ...omit(thing, '$ref') }
  : thing;
const omit = (thing, name) => Object.fromEntries(Object.entries(thing).filter(([key]) => key !== name));
const nameOf = schema => schema?.$ref?.split('/').at(-1);

// The part of CommonMark that the document uses: headings, lists, paragraphs, `code` and **strong**.
function inline(text) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).filter(Boolean).map(part =>
    part.startsWith('`') ? el('code', {}, part.slice(1, -1)) : part.startsWith('**') ? el('strong', {}, part.slice(2, -2)) : part);
}
function prose(text = '') {
  return text.split(/\n{2,}/).filter(Boolean).map(block => block.startsWith('## ') ? el('h3', {}, ...inline(block.slice(3)))
    : block.startsWith('- ') ? el('ul', {}, ...block.split(/\n?- /).filter(Boolean).map(item => el('li', {}, ...inline(item))))
    : el('p', {}, ...inline(block)));
}

function typeOf(schema) {
  const full = resolve(schema);
  const choices = full.anyOf ?? full.oneOf;
  if (choices) return choices.map(typeOf).join(' or ');
  const type = [full.type ?? 'anything'].flat().join(' or ');
  const named = nameOf(schema);
  if (full.type === 'array') return `array of ${typeOf(full.items)}`;
  return (named && full.type === 'object' ? named : type) + (full.format ? ` (${full.format})` : '');
}
function limits(schema) {
  const said = [];
  if (schema.const !== undefined) said.push(`always ${schema.const}`);
  if (schema.enum) said.push(`one of ${schema.enum.join(', ')}`);
  if (schema.minimum !== undefined && schema.maximum !== undefined) said.push(`${schema.minimum} to ${schema.maximum}`);
  else if (schema.minimum !== undefined) said.push(`at least ${schema.minimum}`);
  else if (schema.maximum !== undefined) said.push(`at most ${schema.maximum}`);
  if (schema.minItems !== undefined || schema.maxItems !== undefined) said.push(`${schema.minItems ?? 0} to ${schema.maxItems ?? 'any number of'} items`);
  if (schema.minLength !== undefined || schema.maxLength !== undefined) said.push(`${schema.minLength ?? 0} to ${schema.maxLength ?? 'any number of'} characters`);
  if (schema.default !== undefined) said.push(`${schema.default} when not given`);
  return said.join('; ');
}
function fieldsOf(schema, seen = []) {
  const full = resolve(schema);
  if (full.allOf) return el('div', {}, ...full.allOf.map(part => fieldsOf(part, seen)));
  if (full.type === 'array') return fieldsOf(full.items, seen);
  const named = nameOf(schema);
  if (named && seen.includes(named)) return undefined;
  const inner = named ? [...seen, named] : seen;
  const rows = Object.entries(full.properties ?? {}).map(([name, value]) => field(name, value, full.required?.includes(name), inner));
  if (full.additionalProperties && typeof full.additionalProperties === 'object') rows.push(field('any name', full.additionalProperties, false, inner));
  return rows.length ? el('ul', { class: 'fields' }, ...rows) : undefined;
}
function field(name, schema, required, seen, where) {
  const full = resolve(schema);
  const nested = fieldsOf(schema, seen);
  const limit = limits(full);
  return el('li', {},
    el('code', {}, name), el('span', { class: 'type' }, typeOf(schema) + (where ? `, ${where}` : '')), required ? el('span', { class: 'required' }, 'required') : undefined,
    ...prose(full.description), limit ? el('p', { class: 'soft' }, limit) : undefined,
    nested ? el('details', { class: 'more' }, el('summary', {}, 'its fields'), nested) : undefined);
}

const json = value => el('pre', { tabindex: '0' }, el('code', {}, typeof value === 'string' ? value : JSON.stringify(value, null, 2)));
const examplesOf = media => media.examples ? Object.entries(media.examples).map(([name, example]) => [example.summary ?? name, example.value])
  : media.example !== undefined ? [['Example', media.example]] : [];

function response(status, what) {
  const full = resolve(what);
  const headers = Object.entries(full.headers ?? {}).map(([name, header]) =>
    el('li', {}, el('code', {}, name), ...prose(resolve(header).description)));
  const [first, ...others] = prose(full.description);
  return el('details', { class: 'response' },
    el('summary', {}, el('b', {}, status), ...(first?.tagName === 'P' ? [...first.childNodes] : [full.description.split('\n').map(line => line.match(/`(.+?)`/)?.[1]).join(', ')])),
    el('div', {},
      ...(first?.tagName === 'P' ? others : [first, ...others]),
      headers.length ? el('h4', {}, 'Headers') : undefined, headers.length ? el('ul', { class: 'fields' }, ...headers) : undefined,
      ...Object.entries(full.content ?? {}).flatMap(([type, media]) => [
        el('h4', {}, type), fieldsOf(media.schema),
        ...examplesOf(media).map(([name, value]) => el('details', { class: 'more' }, el('summary', {}, name), json(value)))])));
}

function tryIt(method, path, operation, parameters) {
  const inputs = parameters.map(parameter => {
    const of = parameter.in === 'path' ? path.slice(0, path.indexOf('{') - 1) : undefined;
    const value = parameter.name === 'Idempotency-Key' ? newKey() : of ? known.get(of) ?? parameter.example ?? '' : '';
    const input = el('input', { value, placeholder: parameter.example ?? '', autocomplete: 'off', spellcheck: 'false', 'data-of': of });
    return [parameter, input];
  });
  const media = Object.entries(operation.requestBody?.content ?? {});
  const type = el('select', { 'aria-label': 'Content type' }, ...media.map(([name]) => el('option', {}, name)));
  const body = el('textarea', { spellcheck: 'false' });
  const examples = media.flatMap(([name, each]) => examplesOf(each).map(([title, value]) => ({ name, title, value })));
  const example = el('select', { 'aria-label': 'Example', change: () => show(examples[example.selectedIndex]) }, ...examples.map(each => el('option', {}, each.title)));
  const show = each => { if (each) { type.value = each.name; body.value = typeof each.value === 'string' ? each.value : JSON.stringify(each.value, null, 2); } };
  show(examples[0]);
  const answer = el('div', { class: 'answer', 'aria-live': 'polite' });

  function request() {
    const values = where => inputs.filter(([parameter, input]) => parameter.in === where && input.value !== '');
    const query = new URLSearchParams(values('query').map(([parameter, input]) => [parameter.name, input.value]));
    const filled = values('path').reduce((at, [parameter, input]) => at.replace(`{${parameter.name}}`, encodeURIComponent(input.value)), path);
    const url = new URL(api.servers[0].url, source).href.replace(/\/$/, '') + filled + (query.size ? `?${query}` : '');
    const headers = Object.fromEntries(values('header').map(([parameter, input]) => [parameter.name, input.value]));
    if (!isPublic(operation) && tokenField.value.trim()) headers.Authorization = `Bearer ${tokenField.value.trim()}`;
    const content = media.length && body.value.trim() ? body.value : undefined;
    if (content !== undefined) headers['Content-Type'] = type.value;
    return { url, method: method.toUpperCase(), headers, body: content };
  }

  async function send(event) {
    event.preventDefault();
    const { url, ...options } = request();
    answer.replaceChildren(el('p', { class: 'soft' }, 'Sending…'));
    const began = performance.now();
    try {
      const got = await fetch(url, { ...options, cache: 'no-store' });
      const text = await got.text();
      const took = Math.round(performance.now() - began);
      remember(got.headers.get('Location'));
      answer.replaceChildren(
        el('p', {}, el('b', { class: got.ok ? 'good' : 'bad' }, `${got.status} ${got.statusText}`), ` in ${took} ms`),
        json([...got.headers].map(([name, value]) => `${name}: ${value}`).join('\n')), text ? json(pretty(text)) : el('p', { class: 'soft' }, 'No body.'));
    } catch (failure) {
      answer.replaceChildren(el('p', { class: 'bad' }, `No answer: ${failure.message}`));
    }
  }

  async function copy() {
    const { url, method: verb, headers, body: content } = request();
    const quote = text => `'${text.replaceAll("'", "'\\''")}'`;
    const hide = ([name, value]) => [name, name === 'Authorization' ? 'Bearer $TOKEN' : value];
    const parts = ['curl -i', verb === 'GET' || (verb === 'POST' && content !== undefined) ? '' : `-X ${verb}`, quote(url),
      ...Object.entries(headers).map(hide).map(([name, value]) => name === 'Authorization' ? `-H "${name}: ${value}"` : `-H ${quote(`${name}: ${value}`)}`),
      content === undefined ? '' : `-d ${quote(content)}`];
    const line = parts.filter(Boolean).join(' ');
    answer.replaceChildren(json(line));
    await navigator.clipboard?.writeText(line).catch(() => {});
  }

  return el('form', { submit: send },
    el('h4', {}, 'Try it'),
    ...inputs.map(([parameter, input]) => el('label', {}, `${parameter.name} (${parameter.in}${parameter.required ? ', required' : ''})`, input)),
    media.length ? el('label', {}, 'Body', body) : undefined,
    el('div', { class: 'row' }, el('button', {}, 'Send'), el('button', { type: 'button', class: 'plain', click: copy }, 'As curl'),
      examples.length > 1 ? el('span', {}, example) : undefined, media.length > 1 ? el('span', {}, type) : undefined),
    answer);
}
const pretty = text => { try { return JSON.parse(text); } catch { return text; } };
const newKey = () => [...crypto.getRandomValues(new Uint8Array(8))].map(byte => byte.toString(16).padStart(2, '0')).join('');
function remember(address) {
  const [, collection, id] = address?.match(/^(?:.*?\/api)?(\/.+)\/([^/]+)$/) ?? [];
  if (!id) return;
  known.set(collection, id);
  for (const input of document.querySelectorAll('input[data-of]')) if (known.has(input.dataset.of)) input.value = known.get(input.dataset.of);
}

const isPublic = operation => operation.security?.length === 0;
function whoMay(operation) {
  const roles = (operation.security ?? api.security ?? []).flatMap(each => Object.values(each).flat());
  return isPublic(operation) ? 'anybody' : roles.length ? `${roles.join(', ')}s only` : 'with a token';
}

function show(method, path, operation, shared) {
  const parameters = [...shared, ...(operation.parameters ?? [])].map(resolve);
  const content = Object.entries(operation.requestBody?.content ?? {});
  const details = el('details', { class: 'operation', id: operation.operationId, toggle: () => details.open && fill() },
    el('summary', {}, el('span', { class: `method ${method}` }, method), el('span', { class: 'path' }, path),
      el('span', { class: 'what' }, operation.summary), el('span', { class: 'who' }, whoMay(operation))));
  const fill = () => details.childElementCount > 1 || details.append(el('div', {},
    ...prose(operation.description),
    parameters.length ? el('h4', {}, 'Parameters') : undefined,
    parameters.length ? el('ul', { class: 'fields' }, ...parameters.map(parameter =>
      field(parameter.name, { ...resolve(parameter.schema), description: parameter.description }, parameter.required, [], parameter.in))) : undefined,
    ...content.flatMap(([type, media]) => [el('h4', {}, `Body: ${type}`), ...prose(operation.requestBody.description), fieldsOf(media.schema)]),
    el('h4', {}, 'Answers'), ...Object.entries(operation.responses).map(([status, what]) => response(status, what)),
    tryIt(method, path, operation, parameters)));
  return details;
}

function index(groups) {
  return groups.flatMap(([tag, entries]) => [el('h2', {}, tag.name), ...entries.map(([method, path, operation]) =>
    el('a', { href: `#${operation.operationId}`, 'data-words': `${method} ${path} ${operation.summary} ${operation.operationId}`.toLowerCase(), click: () => reveal(operation.operationId) },
      el('span', { class: `method ${method}` }, method), operation.summary))]);
}
function reveal(id) {
  const target = id && document.getElementById(id);
  if (target instanceof HTMLDetailsElement) { target.open = true; target.scrollIntoView(); }
}

async function start() {
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(`${source.pathname} answered ${answer.status}`);
  api = await answer.json();
  const operations = Object.entries(api.paths).flatMap(([path, item]) => Object.entries(item)
    .filter(([method]) => method !== 'parameters').map(([method, operation]) => [method, path, operation, item.parameters ?? []]));
  const groups = api.tags.map(tag => [tag, operations.filter(([, , operation]) => operation.tags.includes(tag.name))]);
  document.title = document.getElementById('title').textContent = api.info.title;
  document.getElementById('index').replaceChildren(...index(groups));
  document.getElementById('content').replaceChildren(
    el('h1', {}, api.info.title), el('p', { class: 'soft' }, api.info.summary, ' ', el('a', { href: source.pathname }, 'openapi.json')),
    ...prose(api.info.description),
    ...groups.flatMap(([tag, entries]) => [el('h2', {}, tag.name), ...prose(tag.description), ...entries.map(entry => show(...entry))]));
  reveal(location.hash.slice(1));
}

document.getElementById('filter').addEventListener('input', event => {
  for (const link of document.querySelectorAll('#index a')) link.hidden = !link.dataset.words.includes(event.target.value.toLowerCase());
});
tokenField.value = sessionStorage.getItem('token') ?? '';
tokenField.addEventListener('input', () => sessionStorage.setItem('token', tokenField.value));
const tokenPage = document.body.dataset.tokenPage;
if (tokenPage) Object.assign(document.getElementById('token-page'), { href: tokenPage, hidden: false });
addEventListener('hashchange', () => reveal(location.hash.slice(1)));
start().catch(failure => { document.getElementById('content').replaceChildren(el('p', { role: 'alert' }, `The document could not be read: ${failure.message}`)); });
