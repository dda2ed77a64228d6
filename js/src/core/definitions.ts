/** Names that a piece of Python makes; `navai_jupyter/core/definitions.py` reads them from another parser. */

import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';

const MAGIC = /^[ \t]*[%!?].*$/gm;
/** Names inside these are their own business. */
const CLOSED = /^(?:LambdaExpression|\w*Comprehension\w*)$/;
const PLACES = new Set(['TupleExpression', 'ArrayExpression', 'ParenthesizedExpression']);

/** In order, without repeats: what is assigned, defined or imported, also under its module's name. */
export function definitions(source: string): string[] {
  const text = source.replace(MAGIC, '');
  const names = new Set<string>();
  const read = (node: SyntaxNode) => text.slice(node.from, node.to);
  const visit = (node: SyntaxNode) => {
    const children = childrenOf(node);
    for (const name of namesIn(node, children, read)) {
      names.add(name);
    }
    if (!isDefinition(node) && !CLOSED.test(node.name)) {
      children.forEach(visit);
    }
  };
  visit(parser.parse(text).topNode);
  return [...names];
}

type Read = (node: SyntaxNode) => string;

/** What this statement names by itself. */
function namesIn(node: SyntaxNode, children: readonly SyntaxNode[], read: Read): string[] {
  const until = (name: string) => children.findIndex((child) => child.name === name);
  switch (node.name) {
    case 'AssignStatement': {
      const operators = children.filter(({ name }) => name === 'AssignOp').length;
      let seen = 0;
      const before = children.filter(({ name }) => {
        seen += name === 'AssignOp' ? 1 : 0;
        return seen < Math.max(1, operators);
      });
      return before.flatMap((child) => targets(child, read));
    }
    case 'UpdateStatement':
    case 'NamedExpression':
      return targets(children[0], read);
    case 'ForStatement':
      return children.slice(0, until('in')).flatMap((child) => targets(child, read));
    case 'WithStatement':
      return children.flatMap((child, at) => (children[at - 1]?.name === 'as' ? targets(child, read) : []));
    case 'ImportStatement':
      return imported(children.slice(until('import') + 1), read);
    default:
      return isDefinition(node) ? children.filter(isName).slice(0, 1).map(read) : [];
  }
}

/** Variables among the things that get a value; `x.y` and `x[0]` make no name. */
function targets(node: SyntaxNode, read: Read): string[] {
  if (isName(node)) {
    return [read(node)];
  }
  return PLACES.has(node.name) ? childrenOf(node).flatMap((child) => targets(child, read)) : [];
}

/** `import a.b as c` makes c, which is known as a.b too; `import a.b` makes a. */
function imported(parts: readonly SyntaxNode[], read: Read): string[] {
  const text = parts.filter(({ name }) => name !== 'Comment').map((part) => ` ${read(part)} `);
  const modules = text
    .join('')
    .replace(/[()]/g, '')
    .replace(/\s*\.\s*/g, '.')
    .split(',');
  return modules.flatMap((each) => {
    const [module, , alias] = each.trim().split(/\s+/);
    return alias ? [alias, module] : [module.split('.')[0]].filter((name) => /^\w/.test(name));
  });
}

function isDefinition({ name }: SyntaxNode): boolean {
  return name === 'FunctionDefinition' || name === 'ClassDefinition';
}

function isName({ name }: SyntaxNode): boolean {
  return name === 'VariableName';
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    children.push(child);
  }
  return children;
}
