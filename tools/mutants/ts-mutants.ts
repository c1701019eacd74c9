import ts from 'typescript';
import { type Mutant } from './mutant.js';

const operators = new Map<ts.SyntaxKind, string[]>([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, ['!==']],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, ['===']],
  [ts.SyntaxKind.GreaterThanToken, ['>=', '<']],
  [ts.SyntaxKind.LessThanToken, ['<=', '>']],
  [ts.SyntaxKind.GreaterThanEqualsToken, ['>', '<']],
  [ts.SyntaxKind.LessThanEqualsToken, ['<', '>']],
  [ts.SyntaxKind.PlusToken, ['-']],
  [ts.SyntaxKind.MinusToken, ['+']],
  [ts.SyntaxKind.AsteriskToken, ['/']],
  [ts.SyntaxKind.SlashToken, ['*']],
  [ts.SyntaxKind.AmpersandAmpersandToken, ['||']],
  [ts.SyntaxKind.BarBarToken, ['&&']],
  [ts.SyntaxKind.QuestionQuestionToken, ['&&']],
  [ts.SyntaxKind.PlusEqualsToken, ['-=']],
  [ts.SyntaxKind.MinusEqualsToken, ['+=']],
]);

/** Every small mistake one could make in a TypeScript file. */
export function tsMutants(file: string, source: string): Mutant[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2023, true);
  const mutants: Mutant[] = [];
  const add = (node: ts.Node, rule: string, ...texts: string[]): void => {
    for (const text of texts) mutants.push({ file, from: node.getStart(tree), to: node.end, text, rule });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isTypeAliasDeclaration(node) || ts.isDecorator(node)) return;
    expressions(node, add, source);
    statements(node, add, source);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return mutants;
}

type Add = (node: ts.Node, rule: string, ...texts: string[]) => void;

function expressions(node: ts.Node, add: Add, source: string): void {
  if (ts.isBinaryExpression(node)) {
    add(node.operatorToken, 'operator', ...(operators.get(node.operatorToken.kind) ?? []));
  } else if (ts.isConditionalExpression(node)) {
    add(node.condition, 'condition', 'true', 'false');
  } else if (ts.isPrefixUnaryExpression(node)) {
    add(node, 'sign', source.slice(node.operand.pos, node.operand.end));
  } else if (node.kind === ts.SyntaxKind.TrueKeyword) {
    add(node, 'constant', 'false');
  } else if (node.kind === ts.SyntaxKind.FalseKeyword) {
    add(node, 'constant', 'true');
  } else if (ts.isNumericLiteral(node)) {
    add(node, 'constant', String(Number(node.text) + 1));
  } else if (ts.isStringLiteral(node) && node.text !== '' && !ts.isPropertyAssignment(node.parent)) {
    add(node, 'text', `'another'`);
  } else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    calls(node, node.expression, add, source);
  } else if (
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node) ||
    ts.isSpreadAssignment(node)
  ) {
    const next = /^\s*,/.exec(source.slice(node.end))?.[0].length ?? 0;
    if (next > 0 || node.parent.properties.at(-1) === node)
      add(node, 'member', ts.isShorthandPropertyAssignment(node) ? `${node.name.text}: undefined` : '...{}');
  }
}

/** A step of a chain that is left out; the largest for the smallest. */
function calls(node: ts.CallExpression, callee: ts.PropertyAccessExpression, add: Add, source: string): void {
  const name = callee.name.text;
  const object = source.slice(callee.expression.pos, callee.expression.end).trim();
  if (['filter', 'sort', 'slice', 'reverse', 'toLowerCase', 'replaceAll', 'map'].includes(name))
    add(node, 'step', object);
  if (object === 'Math' && (name === 'max' || name === 'min'))
    add(callee.name, 'function', name === 'max' ? 'min' : 'max');
  if (object === 'Math' && name === 'ceil') add(callee.name, 'function', 'floor');
}

function statements(node: ts.Node, add: Add, source: string): void {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node)) {
    add(node.expression, 'condition', 'false', ...(ts.isIfStatement(node) ? ['true'] : []));
  } else if (ts.isExpressionStatement(node)) {
    add(node, 'statement', ';');
  } else if (ts.isReturnStatement(node) && !node.expression) {
    add(node, 'statement', ';');
  } else if (ts.isAwaitExpression(node)) {
    add(node, 'await', source.slice(node.expression.pos, node.expression.end).trim());
  }
}
