/** Characters for commands, grouped by their spacing. Only those that any phone's font has. */

function table(source: string): ReadonlyMap<string, string> {
  const pairs = source
    .trim()
    .split(/\s+/)
    .map((entry) => entry.split("=", 2) as [string, string]);
  return new Map(pairs);
}

/** Letters and symbols without spaces around them. */
export const ordinaries = table(`
  alpha=α beta=β gamma=γ delta=δ epsilon=ϵ varepsilon=ε zeta=ζ eta=η theta=θ vartheta=ϑ iota=ι kappa=κ lambda=λ mu=μ nu=ν
  xi=ξ omicron=ο pi=π varpi=ϖ rho=ρ varrho=ϱ sigma=σ varsigma=ς tau=τ upsilon=υ phi=ϕ varphi=φ chi=χ psi=ψ omega=ω
  Gamma=Γ Delta=Δ Theta=Θ Lambda=Λ Xi=Ξ Pi=Π Sigma=Σ Upsilon=Υ Phi=Φ Psi=Ψ Omega=Ω
  infty=∞ partial=∂ nabla=∇ forall=∀ exists=∃ nexists=∄ emptyset=∅ varnothing=∅ ell=ℓ hbar=ℏ aleph=ℵ beth=ℶ Re=ℜ Im=ℑ wp=℘
  top=⊤ bot=⊥ neg=¬ lnot=¬ angle=∠ degree=° circ=∘ prime=′ dagger=† ddagger=‡ bullet=• star=⋆ ast=∗ square=□ Box=□ Diamond=◇
  blacksquare=■ triangle=△ checkmark=✓ ldots=… dots=… dotsc=… dotsb=⋯ cdots=⋯ vdots=⋮ langle=⟨ rangle=⟩ lfloor=⌊ rfloor=⌋ lceil=⌈ rceil=⌉ lbrace={ rbrace=}
  lbrack=[ rbrack=] vert=| Vert=‖ lvert=| rvert=| lVert=‖ rVert=‖ backslash=\\ pounds=£ euro=€ S=§ P=¶ copyright=© heartsuit=♥
  spadesuit=♠ clubsuit=♣ diamondsuit=♦ natural=♮ sharp=♯ flat=♭ imath=ı jmath=ȷ
`);

/** Relations and operations, with a space on either side. */
export const operators = table(`
  le=≤ leq=≤ leqslant=≤ ge=≥ geq=≥ geqslant=≥ ne=≠ neq=≠ ll=≪ gg=≫ approx=≈ sim=∼ simeq=≃ cong=≅ equiv=≡ propto=∝ doteq=≐
  prec=≺ succ=≻ preceq=⪯ succeq=⪰ in=∈ notin=∉ ni=∋ subset=⊂ supset=⊃ subseteq=⊆ supseteq=⊇ subsetneq=⊊ nsubseteq=⊈
  cup=∪ cap=∩ setminus=∖ sqcup=⊔ sqcap=⊓ uplus=⊎ pm=± mp=∓ times=× div=÷ cdot=· otimes=⊗ oplus=⊕ ominus=⊖ odot=⊙ land=∧ wedge=∧
  lor=∨ vee=∨ to=→ rightarrow=→ longrightarrow=⟶ leftarrow=← gets=← leftrightarrow=↔ Rightarrow=⇒ Longrightarrow=⟹ Leftarrow=⇐
  Leftrightarrow=⇔ implies=⟹ impliedby=⟸ iff=⟺ mapsto=↦ longmapsto=⟼ uparrow=↑ downarrow=↓ hookrightarrow=↪ rightharpoonup=⇀
  rightsquigarrow=⇝ leadsto=⇝ vdash=⊢ dashv=⊣ models=⊨ vDash=⊨ perp=⊥ parallel=∥ mid=∣ nmid=∤ colon=: coloneqq=≔ triangleq=≜ asymp=≍
  bowtie=⋈ lesssim=≲ gtrsim=≳ nleq=≰ ngeq=≱
`);

/** Symbols that apply to everything after them, with a space before. */
export const bigOperators = table(`
  sum=∑ prod=∏ coprod=∐ int=∫ iint=∬ oint=∮ bigcup=⋃ bigcap=⋂ bigoplus=⨁ bigotimes=⨂ bigvee=⋁ bigwedge=⋀
`);

/** Functions, written upright with a space after. */
export const functions: ReadonlySet<string> = new Set(
  (
    "log ln lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh max min sup inf lim limsup liminf argmax argmin arg " +
    "det dim ker deg gcd Pr hom softmax sgn"
  ).split(" "),
);

/** Commands that only space, size or position things. */
export const spaces: ReadonlyMap<string, string> = new Map([
  [",", " "],
  [":", " "],
  [";", " "],
  [" ", " "],
  ["!", ""],
  ["quad", "  "],
  ["qquad", "  "],
  ["thinspace", " "],
  ["enspace", " "],
  ["left", ""],
  ["right", ""],
  ["middle", ""],
  ["big", ""],
  ["Big", ""],
  ["bigg", ""],
  ["Bigg", ""],
  ["bigl", ""],
  ["bigr", ""],
  ["Bigl", ""],
  ["Bigr", ""],
  ["displaystyle", ""],
  ["textstyle", ""],
  ["scriptstyle", ""],
  ["limits", ""],
  ["nolimits", ""],
  ["nonumber", ""],
  ["mathstrut", ""],
]);

/** Combining characters for accents over one letter. */
export const accents: ReadonlyMap<string, string> = new Map([
  ["hat", "\u0302"],
  ["widehat", "\u0302"],
  ["bar", "\u0304"],
  ["overline", "\u0304"],
  ["tilde", "\u0303"],
  ["widetilde", "\u0303"],
  ["vec", "\u20d7"],
  ["dot", "\u0307"],
  ["ddot", "\u0308"],
  ["check", "\u030c"],
  ["underline", "\u0332"],
]);
