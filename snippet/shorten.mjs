// Chooses the names of a minified script's variables so that the script packs smaller.
//
// A minifier gives every name one letter; which letter matters to gzip as well, because the
// same steps written with the same letters are stored once. For each variable in turn the
// letter that packs best is taken, twice over. What the script does stays the same: checked.
import { parse } from "acorn";
import { gzipSync } from "node:zlib";
import { minify } from "terser";

const LETTERS = [..."tenarosilcudhmpgfwybvkxjqzTSEAMLOPRCDINBFGHJKQUVWXYZ$_"];

/** Rewrites a script; the same script is always rewritten the same. */
export async function shorten(script) {
  const { uses, variables } = findVariables(parse(script, { ecmaVersion: 2022, sourceType: "module" }));
  const write = () => {
    let at = 0;
    let text = "";
    for (const { start, end, key, variable } of uses) {
      // `{a}` stands for `{a:a}`: the key is not ours to change.
      text += script.slice(at, start) + (key && key !== variable.name ? `${key}:` : "") + variable.name;
      at = end;
    }
    return text + script.slice(at);
  };
  const weigh = () => gzipSync(write(), { level: 9 }).length;

  let least = weigh();
  for (const variable of [...variables, ...variables]) {
    let best = variable.name;
    for (const letter of LETTERS) {
      const undo = rename(variable, letter);
      const weight = undo ? weigh() : Infinity;
      if (weight < least) [least, best] = [weight, letter];
      undo?.();
    }
    rename(variable, best);
  }
  const shorter = write();
  if ((await plain(script)) !== (await plain(shorter))) throw new Error("new names changed what the script does");
  return shorter;
}

/** Gives a variable another name, and its own to those that had that one; answers how to undo it, if it can be done. */
function rename(variable, name) {
  const old = variable.name;
  const others = [...variable.rivals].filter((rival) => rival.name === name);
  const give = (mine, theirs) => {
    variable.name = mine;
    for (const other of others) other.name = theirs;
  };
  give(name, old);
  const isClear = [variable, ...others].every((one) => [...one.rivals].every((rival) => rival.name !== one.name));
  if (isClear) return () => give(old, name);
  give(old, name);
  return undefined;
}

/** Two scripts that differ in the names of variables only are the same after this. */
async function plain(script) {
  const mangle = { toplevel: true, nth_identifier: { get: (index) => `v${index}` } };
  return (await minify(script, { compress: false, mangle })).code;
}

/** Finds all variables, where they are used, and which of them must not share a name. */
function findVariables(program) {
  const scopes = [];
  const uses = [];
  const open = (outer, names) => {
    const scope = { outer, own: new Map(), seen: new Set() };
    for (const name of names) scope.own.set(name, { name, rivals: new Set() });
    scopes.push(scope);
    return scope;
  };
  const use = ({ name, start, end }, scope, key) => {
    let home = scope;
    while (home && !home.own.has(name)) home = home.outer;
    // What is declared nowhere is the browser's.
    const variable = home?.own.get(name);
    for (let at = scope; variable && at !== home.outer; at = at.outer) at.seen.add(variable);
    if (variable) uses.push({ start, end, key, variable });
  };
  const walk = (node, outer, isOpen = false) => {
    const scope = NAMES[node.type] && !(isOpen && node.type === "BlockStatement") ? open(outer, NAMES[node.type](node)) : outer;
    if (node.type === "Identifier") use(node, scope);
    for (const [part, child] of Object.entries(node)) {
      // Names of properties and exports are others' as well.
      const isName = part === "exported" || (!node.computed && /^(property|key)$/.test(part));
      if (isName) continue;
      // The name of a function belongs around it.
      const inside = part === "id" && node.type === "FunctionDeclaration" ? outer : scope;
      if (node.shorthand && part === "value") walkShort(child, node.key.name, inside);
      else for (const one of [child].flat()) if (one?.type) walk(one, inside, part === "body" && IS_ONE_WITH_ITS_BODY.test(node.type));
    }
  };
  const walkShort = (value, key, scope) => {
    use(value.type === "AssignmentPattern" ? value.left : value, scope, key);
    if (value.type === "AssignmentPattern") walk(value.right, scope);
  };
  walk(program, undefined);
  for (const { own, seen } of scopes) {
    for (const one of own.values()) {
      for (const other of new Set([...own.values(), ...seen])) {
        if (one !== other) one.rivals.add(other), other.rivals.add(one);
      }
    }
  }
  uses.sort((a, b) => a.start - b.start);
  return { uses, variables: [...new Set(uses.map(({ variable }) => variable))] };
}

const inPattern = (node) => {
  if (!node) return [];
  if (node.type === "Identifier") return [node.name];
  return [...(node.properties ?? node.elements ?? []), node.left, node.argument, node.type === "Property" && node.value]
    .flatMap((part) => (part ? inPattern(part) : []));
};
const declared = (statements) =>
  statements.filter(Boolean).flatMap((statement) =>
    statement.type === "VariableDeclaration" ? statement.declarations.flatMap(({ id }) => inPattern(id))
      : /(Function|Class)Declaration/.test(statement.type) ? [statement.id.name] : []);
const ofFunction = ({ params, body, id, type }) =>
  [...params.flatMap(inPattern), ...(body.type === "BlockStatement" ? declared(body.body) : []), ...(id && type === "FunctionExpression" ? [id.name] : [])];

/** What their bodies declare must not be called like what they are given. */
const IS_ONE_WITH_ITS_BODY = /Function|CatchClause/;

/** What each kind of node declares for what lies in it; a minifier writes `var` at the top of a function only. */
const NAMES = {
  Program: ({ body }) => declared(body),
  BlockStatement: ({ body }) => declared(body),
  ForStatement: ({ init }) => declared([init]),
  ForOfStatement: ({ left }) => declared([left]),
  ForInStatement: ({ left }) => declared([left]),
  CatchClause: ({ param, body }) => [...inPattern(param), ...declared(body.body)],
  FunctionDeclaration: ofFunction,
  FunctionExpression: ofFunction,
  ArrowFunctionExpression: ofFunction,
};
