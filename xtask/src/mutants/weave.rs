//! Rust text with mutants woven in.
//!
//! | in the source | woven |
//! |---|---|
//! | `a == b`, `!a` | `(m ^ (a == b))` |
//! | `a && b` | `(m ^ ((m ^ a) && (m ^ b)))`, which awake is `a \|\| b` |
//! | `a < b` | `less(m, &a, &b)`, which awake is `a <= b` |
//! | `a + b` | `plus(m, a, b)`, which awake is `a - b` |
//! | `pattern if g => x` | `pattern if (m \|\| g) && !n => x` |
//! | `pattern => x`, with `_` below | `pattern if !m => x` |
//! | `fn f() -> bool { ...` | `fn f() -> bool { if m { return true; } ...` |

use proc_macro2::Span;
use std::fmt::Write as _;
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};
use syn::{Attribute, BinOp, Expr, Pat, ReturnType, Type, UnOp};

/// One way to break the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mutant {
    /// What wakes it.
    pub(super) number: usize,
    /// The file, below the root.
    pub(super) file: String,
    /// The line in the source as it is.
    pub(super) line: usize,
    /// What it does, and in which function.
    pub(super) what: String,
}

/// What the woven text calls; it goes to the end of the crate's root.
pub(super) const HELPERS: &str = include_str!("helpers.txt");

/// Weaves mutants into one file, numbered from `first` on, without those of `not`.
pub(super) fn weave(
    file: &str,
    text: &str,
    first: usize,
    not: &[usize],
) -> Result<(String, Vec<Mutant>), String> {
    let parsed = syn::parse_file(text).map_err(|error| format!("{file}: {error}"))?;
    let mut weaver =
        Weaver { file, next: first, not, edits: Vec::new(), mutants: Vec::new(), functions: Vec::new() };
    weaver.visit_file(&parsed);
    let Weaver { mut edits, mutants, .. } = weaver;
    // Of several at one place the outermost was put down first.
    edits.sort_by_key(|(at, _)| *at);
    let mut woven = String::with_capacity(text.len() * 2);
    let mut from = 0;
    for (at, insertion) in edits {
        woven.push_str(text.get(from..at).unwrap_or_default());
        woven.push_str(&insertion);
        from = at;
    }
    woven.push_str(text.get(from..).unwrap_or_default());
    Ok((woven, mutants))
}

struct Weaver<'t> {
    file: &'t str,
    next: usize,
    not: &'t [usize],
    /// What is put in, and where.
    edits: Vec<(usize, String)>,
    mutants: Vec<Mutant>,
    functions: Vec<String>,
}

impl Weaver<'_> {
    /// The number of another mutant, unless it is one of those that do not compile.
    fn mutant(&mut self, at: Span, what: &str) -> Option<usize> {
        let number = self.next;
        self.next += 1;
        if self.functions.is_empty() || self.not.contains(&number) {
            return None;
        }
        let function = self.functions.join("::");
        let (file, line) = (self.file.to_owned(), at.start().line);
        self.mutants.push(Mutant { number, file, line, what: format!("{what} in {function}") });
        Some(number)
    }

    fn put(&mut self, at: usize, text: impl Into<String>) {
        self.edits.push((at, text.into()));
    }

    /// Opens a call around an expression, tells where it must be closed.
    fn around(&mut self, expr: &impl syn::spanned::Spanned, open: String) -> usize {
        let range = expr.span().byte_range();
        self.put(range.start, open);
        range.end
    }

    fn function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let at = block.brace_token.span.open().byte_range().end;
        let mut text = String::new();
        for value in values(&signature.output) {
            if let Some(number) = self.mutant(signature.ident.span(), &format!("`return {value}` at once")) {
                let _ = write!(text, "\nif crate::mutant({number}) {{ return {value}; }}\n");
            }
        }
        self.put(at, text);
        visit::visit_block(self, block);
    }

    fn binary(&mut self, binary: &syn::ExprBinary) {
        use BinOp as Op;
        let (name, other) = match binary.op {
            Op::And(_) | Op::Or(_) if has_let(&binary.left) || has_let(&binary.right) => {
                return visit::visit_expr_binary(self, binary);
            }
            Op::And(_) => ("&&", "||"),
            Op::Or(_) => ("||", "&&"),
            Op::Eq(_) => ("==", "!="),
            Op::Ne(_) => ("!=", "=="),
            Op::Lt(_) => ("<", "<="),
            Op::Le(_) => ("<=", "<"),
            Op::Gt(_) => (">", ">="),
            Op::Ge(_) => (">=", ">"),
            Op::Add(_) => ("+", "-"),
            Op::Sub(_) => ("-", "+"),
            Op::AddAssign(_) => ("+=", "-="),
            Op::SubAssign(_) => ("-=", "+="),
            _ => return visit::visit_expr_binary(self, binary),
        };
        let Some(number) = self.mutant(binary.op.span(), &format!("`{other}` for `{name}`")) else {
            return visit::visit_expr_binary(self, binary);
        };
        let woken = format!("crate::mutant({number})");
        let (open, middle, close) = match binary.op {
            Op::And(_) | Op::Or(_) => {
                let end = self.around(binary, format!("({woken} ^ ("));
                for operand in [&binary.left, &binary.right] {
                    let end = self.around(operand, format!("({woken} ^ ("));
                    self.visit_expr(operand);
                    self.put(end, "))");
                }
                return self.put(end, "))");
            }
            Op::Eq(_) | Op::Ne(_) => {
                let end = self.around(binary, format!("({woken} ^ ("));
                visit::visit_expr_binary(self, binary);
                return self.put(end, "))");
            }
            Op::Lt(_) => ("less", "&", "&"),
            Op::Le(_) => ("at_most", "&", "&"),
            Op::Gt(_) => ("more", "&", "&"),
            Op::Ge(_) => ("at_least", "&", "&"),
            Op::Add(_) => ("plus", "", ""),
            Op::Sub(_) => ("minus", "", ""),
            Op::AddAssign(_) => ("grow", "&mut ", ""),
            _ => ("shrink", "&mut ", ""),
        };
        // `a < b` becomes `less(m, &(a) , &(b))`: the operator goes out between two remarks.
        let _ = self.around(binary, format!("crate::mutants::{open}({number}, {middle}("));
        self.visit_expr(&binary.left);
        self.put(binary.left.span().byte_range().end, ") /*");
        self.put(binary.right.span().byte_range().start, format!("*/, {close}("));
        self.visit_expr(&binary.right);
        self.put(binary.right.span().byte_range().end, "))");
    }
}

impl<'ast> Visit<'ast> for Weaver<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if item.sig.constness.is_none() && !is_for_tests(&item.attrs) {
            self.functions.push(item.sig.ident.to_string());
            self.function(&item.sig, &item.block);
            self.functions.pop();
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if is_for_tests(&item.attrs) {
            return;
        }
        let name = match &*item.self_ty {
            Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
            _ => None,
        };
        self.functions.push(name.unwrap_or_default());
        visit::visit_item_impl(self, item);
        self.functions.pop();
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if item.sig.constness.is_none() && !is_for_tests(&item.attrs) {
            self.functions.push(item.sig.ident.to_string());
            self.function(&item.sig, &item.block);
            self.functions.pop();
        }
    }

    // Nothing can be asked while the program is compiled.
    fn visit_item_const(&mut self, _: &'ast syn::ItemConst) {}
    fn visit_item_static(&mut self, _: &'ast syn::ItemStatic) {}
    fn visit_impl_item_const(&mut self, _: &'ast syn::ImplItemConst) {}
    fn visit_type(&mut self, _: &'ast Type) {}
    fn visit_pat(&mut self, _: &'ast Pat) {}
    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        self.binary(binary);
    }

    fn visit_expr_unary(&mut self, unary: &'ast syn::ExprUnary) {
        let number = match unary.op {
            UnOp::Not(_) => self.mutant(unary.op.span(), "no `!`"),
            _ => None,
        };
        let end = number.map(|number| self.around(unary, format!("(crate::mutant({number}) ^ ")));
        visit::visit_expr_unary(self, unary);
        if let Some(end) = end {
            self.put(end, ")");
        }
    }

    fn visit_expr_match(&mut self, matching: &'ast syn::ExprMatch) {
        self.visit_expr(&matching.expr);
        let falls_through =
            matching.arms.last().is_some_and(|arm| arm.guard.is_none() && takes_all(&arm.pat));
        let last = matching.arms.len().saturating_sub(1);
        for (place, arm) in matching.arms.iter().enumerate() {
            if let Some((_, guard)) = &arm.guard {
                let any = self.mutant(guard.span(), "`true` for a guard");
                let none = self.mutant(guard.span(), "`false` for a guard");
                let mut open =
                    none.map_or_else(String::new, |number| format!("!crate::mutant({number}) && "));
                match any {
                    Some(number) => {
                        let _ = write!(open, "(crate::mutant({number}) || (");
                    }
                    None => open.push_str("(("),
                }
                let end = self.around(guard, open);
                self.visit_expr(guard);
                self.put(end, "))");
            } else if falls_through
                && place < last
                && let Some(number) = self.mutant(arm.pat.span(), "an arm left out")
            {
                self.put(arm.pat.span().byte_range().end, format!(" if !crate::mutant({number})"));
            }
            self.visit_expr(&arm.body);
        }
    }
}

/// What a function may give back at once instead of what it works out.
fn values(output: &ReturnType) -> Vec<&'static str> {
    let ReturnType::Type(_, output) = output else { return vec![""] };
    let path = match &**output {
        Type::Path(path) => path,
        Type::Reference(reference) if matches!(&*reference.elem, Type::Path(path) if path.path.is_ident("str")) =>
        {
            return vec!["\"\"", "\"xyzzy\""];
        }
        Type::Never(_) | Type::ImplTrait(_) => return Vec::new(),
        _ => return vec!["Default::default()"],
    };
    let name = path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
    match name.as_str() {
        "bool" => vec!["true", "false"],
        "Option" => vec!["None", "Some(Default::default())"],
        "usize" | "u8" | "u16" | "u32" | "u64" | "i32" | "i64" => vec!["0", "1"],
        "String" => vec!["String::new()", "\"xyzzy\".into()"],
        "Vec" => vec!["Vec::new()"],
        _ => vec!["Default::default()"],
    }
}

/// `_`, or a name for whatever comes; a constant such as `None` looks like one, but for its first letter.
fn takes_all(pattern: &Pat) -> bool {
    match pattern {
        Pat::Wild(_) => true,
        Pat::Ident(name) => {
            name.subpat.is_none()
                && name.ident.to_string().starts_with(|first: char| first.is_ascii_lowercase())
        }
        _ => false,
    }
}

/// Whether an operand is `let ... = ...`, or joins one: it can stand only where it stands.
fn has_let(expr: &Expr) -> bool {
    match expr {
        Expr::Let(_) => true,
        Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        _ => false,
    }
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn woven(text: &str) -> String {
        let (woven, mutants) = weave("a.rs", text, 1, &[]).unwrap();
        assert!(syn::parse_file(&woven).is_ok(), "{woven}");
        assert!(mutants.iter().all(|mutant| mutant.line >= 1));
        woven
    }

    #[test]
    fn operators_are_turned() {
        let text = woven("fn f() { g(a == b && !c, d < 1); }");
        assert!(text.contains("if crate::mutant(1) { return ; }"), "{text}");
        assert!(
            text.contains(
                "(crate::mutant(2) ^ ((crate::mutant(2) ^ ((crate::mutant(3) ^ (a == b)))) && \
                 (crate::mutant(2) ^ ((crate::mutant(4) ^ !c)))))"
            ),
            "{text}"
        );
        assert!(text.contains("crate::mutants::less(5, &(d) /* < */, &(1))"), "{text}");
    }

    #[test]
    fn what_must_stay_stays() {
        let text = "const A: usize = 1 + 2;\nconst fn f() -> bool { 1 < 2 }\n#[cfg(test)]\nmod tests { fn g() -> bool { a && b } }\n";
        assert_eq!(woven(text), text);
        let chain = woven("fn f() -> impl Sized { if a && let Some(b) = c && d {} }");
        assert!(chain.contains("a && let Some(b) = c && d"), "{chain}");
    }

    #[test]
    fn arms_are_left_out_only_if_another_takes_what_they_took() {
        let text = woven("fn f() -> impl Sized { match a { 1 if b => c, 2 => d, _ => e } }");
        assert!(text.contains("1 if !crate::mutant(2) && (crate::mutant(1) || (b)) => c"), "{text}");
        assert!(text.contains("2 if !crate::mutant(3) => d, _ => e"), "{text}");
        let text = woven("fn f() -> impl Sized { match a { Some(a) => d, None => e } }");
        assert!(text.contains("{ Some(a) => d, None => e }"), "{text}");
    }

    #[test]
    fn a_mutant_that_does_not_compile_leaves_the_others_their_numbers() {
        let text = "fn f() -> bool { !a }";
        let (_, all) = weave("a.rs", text, 7, &[]).unwrap();
        let (woven, rest) = weave("a.rs", text, 7, &[8]).unwrap();
        assert_eq!(all.iter().map(|mutant| mutant.number).collect::<Vec<_>>(), [7, 8, 9]);
        assert_eq!(rest.iter().map(|mutant| mutant.number).collect::<Vec<_>>(), [7, 9]);
        assert!(!woven.contains("mutant(8)"));
    }
}
