import { join, relative } from 'node:path';
import type { Node, TemplateLiteral, TypeNode } from 'typescript/unstable/ast';
import { isNoSubstitutionTemplateLiteral, isTaggedTemplateExpression } from 'typescript/unstable/ast/is';
import { API, type Checker } from 'typescript/unstable/sync';
import { ROOT } from './under-test.ts';

/** A place in the sources with the `sql` tag. */
export interface StatementSite {
  /** `src/store/tags.ts:12`. */
  readonly place: string;
  readonly texts: readonly string[];
  /** The declared type of its rows, if any. */
  readonly row: RowType | null;
}

/** The type of a row, as far as it can be compared with a database. */
export interface RowType {
  readonly columns: ReadonlyMap<string, ReadonlySet<ValueType>>;
  /** Whether it allows other columns. */
  readonly isOpen: boolean;
}

export type ValueType = 'number' | 'string' | 'null';

/** Every place in the sources with the `sql` tag, found with the compiler. */
export function statementSites(): StatementSite[] {
  const api = new API({ cwd: ROOT });
  try {
    const [project] = api.updateSnapshot({ openProject: join(ROOT, 'tsconfig.json') }).getProjects();
    if (!project) throw new Error('tsconfig.json names no project');
    const sites: StatementSite[] = [];
    for (const path of project.rootFiles.filter((file) => file.startsWith(join(ROOT, 'src/')))) {
      const file = project.program.getSourceFile(path);
      const visit = (node: Node): void => {
        if (isTaggedTemplateExpression(node) && node.tag.getText(file) === 'sql') {
          const line = file?.text.slice(0, node.getStart(file)).split('\n').length;
          sites.push({
            place: `${relative(ROOT, path)}:${line}`,
            texts: textsOf(node.template),
            row: node.typeArguments?.[0] ? rowType(project.checker, node.typeArguments[0]) : null,
          });
        }
        node.forEachChild(visit);
      };
      file?.forEachChild(visit);
    }
    return sites;
  } finally {
    api.close();
  }
}

function textsOf(template: TemplateLiteral): string[] {
  if (isNoSubstitutionTemplateLiteral(template)) return [template.text];
  return [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)];
}

function rowType(checker: Checker, node: TypeNode): RowType | null {
  const type = checker.getTypeFromTypeNode(node);
  if (!type) return null;
  const columns = new Map<string, ReadonlySet<ValueType>>();
  for (const property of checker.getPropertiesOfType(type)) {
    const held = checker.getTypeOfSymbol(property);
    columns.set(property.name, new Set(held ? checker.typeToString(held).split(' | ').map(valueType) : []));
  }
  const isOpen = checker.getIndexInfosOfType(type).length > 0;
  return isOpen || columns.size > 0 ? { columns, isOpen } : null;
}

function valueType(text: string): ValueType {
  if (text === 'null') return 'null';
  return text === 'number' || /^-?\d/.test(text) ? 'number' : 'string';
}
