// The grammar of the Eligo rule language, in the order of the language reference (README.md in this folder).
// In: the text of a rule file. Out: a parse tree that engine/syntax turns into its own tree.
// There is one kind of expression: whether a bracket or a bare name is a condition or a value, the checker decides.
// Brackets, lists, `if`, `not`, `where` and signs recurse; engine/syntax counts them before it parses and stops at its limit.
//
// The reserved words of the language are the quoted words of the lexer part below, and nothing else: engine/syntax reads
// them from there. Every character outside ASCII reaches the lexer as one of two stand-ins: U+0019 for those that may stand
// in a unit (micro sign, mu, degree sign, raised digits), U+001A for all others; this keeps the lexer's tables small.
//
// Ambiguities, each settled by the first alternative, and each what a reader expects:
//  [else]    An `else` belongs to the nearest `if`.
//  [offset]  `+ 5 days` after a moment moves the moment; it is not a sum with the value that the moment ends.
//  [window]  A window after a name or selector belongs to the nearest one before it.
//  [where]   What follows a `where` without brackets belongs to it as long as it can: signs, a comparison, `measured`.
grammar Eligo;

// ---- 1. A file ---------------------------------------------------------------------------------------------------

file : protocol item* EOF ;

// What engine/syntax asks for, again and again: an item, and the word that the next one begins with.
itemAndNext
  : item (EOF | PROTOCOL | USE | STUDY | TIMELINE | RESULTS | DEFAULT | GROUP | DEFINE | COHORT | INCLUSION | EXCLUSION)
  ;

item
  : protocol | use | studyDisease | timeline | resultsValid | defaultLimits | group | definition | cohort | criterion
  ;

protocol : PROTOCOL NAME TEXT? (VERSION TEXT)? (SOURCE TEXT)? ;
use : USE NAME (',' NAME)* ','? ;
studyDisease : STUDY DISEASE conceptNames ;
timeline : TIMELINE '{' (timelineEntry ','?)* '}' ;
timelineEntry : NAME ('=' moment)? ;
resultsValid : RESULTS VALID FOR duration (BEFORE | AFTER | OF) moment ;
defaultLimits : DEFAULT REFERENCE LIMITS ALLOWED ;
group : GROUP NAME '=' conceptNames (EXCEPT exceptions)? ;
definition : DEFINE NAME '=' head ;
cohort : COHORT NAME TEXT? ;

criterion
  : (INCLUSION | EXCLUSION) NAME (FOR cohorts)? TEXT? ':' rule_ (UNLESS condition)? (NOTE TEXT)?
  ;
cohorts : (ALL EXCEPT)? NAME (',' NAME)* ','? ;

rule_ : (WITH RESULTS window+ (AND AGAIN window+)? ':')? (NO RESTRICTION | GAP TEXT | head) ;

members : '{' member (',' member)* ','? '}' ;
member : (TEXT ':')? rule_ (UNLESS condition)? (NOTE TEXT)? ;

// ---- 2. Truth ----------------------------------------------------------------------------------------------------

// The head of a rule, member, definition or bracket: the only place of an `if`, which takes all that follows. [else]
head
  : IF condition THEN head (ELSE head)?
  | condition
  ;
condition : conjunction (OR conjunction)* ;
conjunction : negation (AND negation)* ;
negation : NOT* value comparison? ;

list
  : (ALL | ANY | NONE) OF members
  | AT (LEAST | MOST) NUMBER OF members
  | EXACTLY NUMBER OF members
  ;

// ---- 3. Values ---------------------------------------------------------------------------------------------------

comparison
  : (comparator value | IN rangeEnd '..' rangeEnd | IS NOT? answers) measured?
  ;
comparator : '<' | '<=' | '>' | '>=' | '=' | '!=' ;
measured : MEASURED (window+ bracketedWhere? | bracketedWhere) ;
bracketedWhere : '(' WHERE head ')' ;

rangeEnd : '-'? (quantity | limit | TITRE | TEXT | DATE | NAME) ;

// After `is` any word may stand, but `is known` and `is unknown` ask for the value itself; `one` as an answer needs a list.
answers
  : KNOWN
  | UNKNOWN
  | ONE OF '(' answer (',' answer)* ','? ')'
  | plainAnswer
  ;
answer : plainAnswer | ONE | KNOWN | UNKNOWN | NOT ;
plainAnswer : TEXT | NAME | keyword ;

// One flat chain: `*` and `/` bind before `+` and `-`, and each from the left. That is settled when the tree is built,
// so that a long sum needs no deep recursion here.
value : operand (sign operand)* ;
sign : '+' | '-' | '*' | '/' ;
operand : '-'* ('(' head ')' | unbracketed) ;
unbracketed
  : list | selection | washedOut | onTreatment | confirm | inCohort
  | quantity | limit | TITRE | TEXT
  | numberOf | totalTime | timeBetween | momentValue | reference | chosen
  ;

quantity : NUMBER (X? UNIT | X? '%' | NAME | timeUnit)? ;
limit : (NUMBER X?)? (ULN | LLN) ;

// An observation, definition, attribute, moment, `age`, `sex`, a level: a name as a value or a condition. [window]
reference : (chooser? NAME | END) window* bracketedWhere? ;
chooser : FIRST | LATEST | HIGHEST | LOWEST | MEAN OF (LATEST NUMBER)? ;

// `each of` and `either of` (the left side of a comparison), `smaller of`, `larger of`.
chosen : (EACH | EITHER | SMALLER | LARGER) OF '(' head (',' head)* ','? ')' ;

// ---- 4. Time -----------------------------------------------------------------------------------------------------

duration
  : NUMBER timeUnit
  | NUMBER (HALF_LIVES | HALF_LIFE)
  | (SHORTER | LONGER) OF '(' duration (',' duration)* ','? ')'
  ;
timeUnit
  : MINUTE | MINUTES | HOUR | HOURS | DAY | DAYS | WEEK | WEEKS | MONTH | MONTHS | YEAR | YEARS
  ;

// [offset]
moment : (NAME | DATE | IT | event) offset* ;
offset : ('+' | '-') duration ;
event : (END OF)? (FIRST | LATEST) (NAME | bracketedSelector) ;
// A bracket with a comma after its first name is several concepts; any other holds a whole selector.
bracketedSelector : severalNames | '(' selector ')' ;

// A moment where a value stands; what is added to it is a sum there, and a bare name is a `reference`.
momentValue : DATE | IT | END OF (FIRST | LATEST) (NAME | bracketedSelector) | (FIRST | LATEST) bracketedSelector ;

window
  : (STARTING | ENDING)? windowSide
  ;
windowSide
  : (WITHIN | LESS THAN) duration (BEFORE | AFTER | OF) moment
  | (AT LEAST | MORE_ THAN) duration (BEFORE | AFTER) moment
  | (ON OR)? (BEFORE | AFTER) moment
  | SINCE moment
  | FROM moment TO moment
  | AT moment
  ;

washedOut : WASHED OUT OF selector FOR duration BEFORE moment ;
onTreatment : ON UNCHANGED? selector FOR AT LEAST duration BEFORE moment ;
totalTime : TOTAL TIME ON selector ;
timeBetween : TIME SINCE moment | TIME FROM moment TO moment ;

// ---- 5. Facts ----------------------------------------------------------------------------------------------------

selection
  : (ANY | NO | EVERY) selector
  | AT (LEAST | MOST) NUMBER counting? selector
  | EXACTLY NUMBER counting? selector
  ;
counting : DIFFERENT | LINES OF ;
numberOf : NUMBER_ OF counting? selector ;

selector
  : (ACTIVE | PAST | PLANNED)? (SUSPECTED OR CONFIRMED)? OTHER? (ALLERGY TO)? conceptNames
    (EXCEPT exceptions)? (GIVEN FOR conceptNames)? (DUE TO conceptNames)? (REQUIRING requirement)?
    window* apart? where?
  ;
conceptNames : conceptName | '(' conceptName (',' conceptName)* ','? ')' ;
conceptName : NAME | ALLERGY ;   // a kind's own name stands for all facts of its kind, and this one is a keyword
severalNames : '(' NAME ',' (NAME (',' NAME)* ','?)? ')' ;
exceptions : NAME | '(' excepted (',' excepted)* ','? ')' ;
excepted : NAME where? ;
requirement : NAME | severalNames | '(' selector ')' ;
apart : AT LEAST duration APART ;

// A bracket right after `where` is its whole condition; without one it takes a single comparison. [where]
where : WHERE ('(' head ')' | bareCondition) ;
bareCondition : NOT* bareValue comparison? ;
bareValue : '-'* unbracketed (sign operand)* ;

confirm : CONFIRM (NAME TEXT? | TEXT) ;
inCohort : IN COHORT NAME ;

// Every reserved word but those that mean something of their own right after `is`: what else may be an answer.
keyword
  : ACTIVE | AFTER | AGAIN | ALL | ALLERGY | ALLOWED | AND | ANY | APART | AT | BEFORE | COHORT | CONFIRM | CONFIRMED
  | DAY | DAYS | DEFAULT | DEFINE | DIFFERENT | DISEASE | DUE | EACH | EITHER | ELSE | END | ENDING | EVERY | EXACTLY
  | EXCEPT | EXCLUSION | FIRST | FOR | FROM | GAP | GIVEN | GROUP | HIGHEST | HOUR | HOURS | IF | IN | INCLUSION | IS | IT
  | LARGER | LATEST | LEAST | LESS | LIMITS | LINES | LLN | LONGER | LOWEST | MEAN | MEASURED | MINUTE | MINUTES | MONTH
  | MONTHS | MORE_ | MOST | NO | NONE | NOTE | NUMBER_ | OF | ON | OR | OTHER | OUT | PAST | PLANNED | PROTOCOL | REFERENCE
  | REQUIRING | RESTRICTION | RESULTS | SHORTER | SINCE | SMALLER | SOURCE | STARTING | STUDY | SUSPECTED | THAN | THEN
  | TIME | TIMELINE | TO | TOTAL | ULN | UNCHANGED | UNLESS | USE | VALID | VERSION | WASHED | WEEK | WEEKS | WHERE | WITH
  | WITHIN | X | YEAR | YEARS
  ;

// ---- Words and signs ---------------------------------------------------------------------------------------------

ACTIVE : 'active' ;         AFTER : 'after' ;             AGAIN : 'again' ;           ALL : 'all' ;
ALLERGY : 'allergy' ;       ALLOWED : 'allowed' ;         AND : 'and' ;               ANY : 'any' ;
APART : 'apart' ;           AT : 'at' ;                   BEFORE : 'before' ;         COHORT : 'cohort' ;
CONFIRM : 'confirm' ;       CONFIRMED : 'confirmed' ;     DAY : 'day' ;               DAYS : 'days' ;
DEFAULT : 'default' ;       DEFINE : 'define' ;           DIFFERENT : 'different' ;   DISEASE : 'disease' ;
DUE : 'due' ;               EACH : 'each' ;               EITHER : 'either' ;         ELSE : 'else' ;
END : 'end' ;               ENDING : 'ending' ;           EVERY : 'every' ;           EXACTLY : 'exactly' ;
EXCEPT : 'except' ;         EXCLUSION : 'exclusion' ;     FIRST : 'first' ;           FOR : 'for' ;
FROM : 'from' ;             GAP : 'gap' ;                 GIVEN : 'given' ;           GROUP : 'group' ;
HALF_LIFE : 'half-life' ;   HALF_LIVES : 'half-lives' ;   HIGHEST : 'highest' ;       HOUR : 'hour' ;
HOURS : 'hours' ;           IF : 'if' ;                   IN : 'in' ;                 INCLUSION : 'inclusion' ;
IS : 'is' ;                 IT : 'it' ;                   KNOWN : 'known' ;           LARGER : 'larger' ;
LATEST : 'latest' ;         LEAST : 'least' ;             LESS : 'less' ;             LIMITS : 'limits' ;
LINES : 'lines' ;           LLN : 'LLN' ;                 LONGER : 'longer' ;         LOWEST : 'lowest' ;
MEAN : 'mean' ;             MEASURED : 'measured' ;       MINUTE : 'minute' ;         MINUTES : 'minutes' ;
MONTH : 'month' ;           MONTHS : 'months' ;           MORE_ : 'more' ;             MOST : 'most' ;
NO : 'no' ;                 NONE : 'none' ;               NOT : 'not' ;               NOTE : 'note' ;
NUMBER_ : 'number' ;        OF : 'of' ;                   ON : 'on' ;                 ONE : 'one' ;
OR : 'or' ;                 OTHER : 'other' ;             OUT : 'out' ;               PAST : 'past' ;
PLANNED : 'planned' ;       PROTOCOL : 'protocol' ;       REFERENCE : 'reference' ;   REQUIRING : 'requiring' ;
RESTRICTION : 'restriction' ; RESULTS : 'results' ;       SHORTER : 'shorter' ;       SINCE : 'since' ;
SMALLER : 'smaller' ;       SOURCE : 'source' ;           STARTING : 'starting' ;     STUDY : 'study' ;
SUSPECTED : 'suspected' ;   THAN : 'than' ;               THEN : 'then' ;             TIME : 'time' ;
TIMELINE : 'timeline' ;     TO : 'to' ;                   TOTAL : 'total' ;           ULN : 'ULN' ;
UNCHANGED : 'unchanged' ;   UNKNOWN : 'unknown' ;         UNLESS : 'unless' ;         USE : 'use' ;
VALID : 'valid' ;           VERSION : 'version' ;         WASHED : 'washed' ;         WEEK : 'week' ;
WEEKS : 'weeks' ;           WHERE : 'where' ;             WITH : 'with' ;             WITHIN : 'within' ;
X : 'x' ;                   YEAR : 'year' ;               YEARS : 'years' ;

LESS_SIGN : '<' ;      LESS_EQUAL : '<=' ;   GREATER_SIGN : '>' ;   GREATER_EQUAL : '>=' ;
EQUAL_SIGN : '=' ;     UNEQUAL_SIGN : '!=' ; PLUS : '+' ;           MINUS : '-' ;
STAR : '*' ;           SLASH : '/' ;         PERCENT : '%' ;        DOTS : '..' ;
COMMA : ',' ;          COLON : ':' ;         OPEN : '(' ;           CLOSE : ')' ;
OPEN_BRACE : '{' ;     CLOSE_BRACE : '}' ;

NAME : LETTER (LETTER | DIGIT | '_')* ;
DATE : DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT '-' DIGIT DIGIT ;
TITRE : DIGIT+ ':' DIGIT+ ;
NUMBER : DIGIT+ ('.' DIGIT+)? ;

// A unit is one word. A plain word (`mg`) is a NAME, which comes before UNIT; a unit is what no name can be: it has a `/`,
// a power, a bracket or a sign of its own. A `/` inside a unit has no blanks round it, a dividing one has.
// Braces (`mg/g{creat}`) only after a `/`, so that `any of{x}` stays a list.
UNIT
  : UNIT_HEAD ('.' UNIT_HEAD)* ('/' UNIT_PART)*
  | ('/' UNIT_PART)+
  ;
fragment UNIT_HEAD
  : (UNIT_LETTER | '[' UNIT_NOTE ']') (UNIT_LETTER | DIGIT | '_' | '[' UNIT_NOTE ']')* ('^' '-'? DIGIT+)?
  | 'x'? '10' ('^' | '*') '-'? DIGIT+
  | '%'
  ;
fragment UNIT_PART : UNIT_PIECE+ ('.' UNIT_PIECE+)* ;
fragment UNIT_PIECE
  : UNIT_LETTER | DIGIT | '_' | '^' | '*' | '\'' | '%' | '[' UNIT_NOTE ']' | '{' UNIT_NOTE '}'
  ;
fragment UNIT_NOTE : ~[\u0000 \t\r\n{}[\]"]+ ;
fragment UNIT_LETTER : LETTER | '\u0019' ;
fragment LETTER : [A-Za-z] ;
fragment DIGIT : [0-9] ;

TEXT : '"' (~[\u0000"\\\r\n] | '\\' ["\\])* '"' ;

// What no rule file can hold; each is reported by itself, and the parser never sees it.
BAD_ESCAPE : '"' (~[\u0000"\\\r\n] | '\\' ~[\u0000\r\n])* '"' ;
UNCLOSED : '"' (~[\u0000"\\\r\n] | '\\' ~[\u0000\r\n])* ;

BLANKS : [ \t\r\n\f]+ -> skip ;
COMMENT : '#' ~[\r\n]* -> channel(HIDDEN) ;
STRANGE : . ;
