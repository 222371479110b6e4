/**
 * A file pattern as package.json `main` may hold one, as a test of paths with forward slashes: `*` and `?` within a
 * folder, `**` across folders, `{a,b}` for either.
 */
export function globToRegExp(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/|\*\*|\*|\?|\{|\}|,|[.+^$()|[\]\\]/g, (token) => {
    switch (token) {
      case "**/":
        return "(?:.*/)?";
      case "**":
        return ".*";
      case "*":
        return "[^/]*";
      case "?":
        return "[^/]";
      case "{":
        return "(?:";
      case "}":
        return ")";
      case ",":
        return "|";
      default:
        return `\\${token}`;
    }
  });
  return new RegExp(`^${source}$`);
}

export const isGlob = (pattern: string): boolean => /[*?{]/.test(pattern);
