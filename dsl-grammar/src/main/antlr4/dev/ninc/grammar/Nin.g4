/**
 * The .nin language; LANGUAGE.md explains it.
 *
 * Every decision looks at one token. Three things make that possible, and newlines meaningless:
 * an argument by position is an atom (a number, a name, or an expression in parentheses); an
 * activation as an option stands behind `act`; and a name in front of a colon is one token with
 * it, so that it may be any word, a keyword too.
 *
 * Semantic rules (which option belongs to which layer, how many numbers an extent has) are not
 * grammar: the messages are better without them here.
 */
grammar Nin;

file : (importing | definition)* EOF ;

importing : 'import' STRING ;
definition : header body ;
header : ('network' | 'block') ident parameters? ;
parameters : '(' (parameter (',' parameter)*)? ')' ;
parameter : ident ('=' expression)? ;

body : '{' item* '}' ;
item : input | labels | output | preprocess | layer ;

input : 'input' shape ;
labels : 'labels' (STRING | '[' name (',' name)* ']') ;
output : 'output' path ;

preprocess : 'preprocess' '{' preparation* '}' ;
preparation
  : 'resize' ('shorter' side | size)  # Resize
  | 'crop' size                       # Crop
  | 'background' numbers              # Background
  | 'order' colours                   # Order
  | 'scale' expression                # Scale
  | 'mean' numbers                    # Mean
  | 'std' numbers                     # Std
  ;
// A NAME is no order: let through, for a better message.
colours : 'rgb' | 'bgr' | 'grey' | NAME ;
numbers : '[' expression (',' expression)* ']' | expression ;

layer : LABEL? kind option* ;

kind
  : 'mlpconv' window stages         # Mlpconv
  | 'conv' window filters           # Conv
  | 'cccp' filters                  # Cccp
  | 'depthwise' window              # Depthwise
  | 'fc' filters                    # Fc
  | 'maxpool' window                # MaxPool
  | 'avgpool' window                # AvgPool
  | 'gap'                           # Gap
  | 'dropout' rate                  # Dropout
  | 'batchnorm'                     # BatchNorm
  | 'lrn' span                      # Lrn
  | 'softmax'                       # Softmax
  | activation                      # Activate
  | 'concat' body+                  # Concat
  | 'add' body+                     # Add
  | 'identity'                      # Identity
  | 'repeat' count body             # Repeat
  | callee arguments                # Call
  ;

stages : '[' stage (',' stage)* ']' ;
stage : LABEL? expression ;

arguments : '(' (argument (',' argument)*)? ')' ;
// What stands in front of `=` must be a name: the tree is checked for it, so one token decides.
argument : expression ('=' expression)? ;

option
  : 'pad' padding                   # Pad
  | 'stride' step                   # Stride
  | 'dilate' step                   # Dilate
  | 'group' groups                  # Group
  | 'act' function                  # Act
  | 'nobias'                        # NoBias
  | 'norm'                          # Norm
  | 'floor'                         # Floor
  | 'inside'                        # Inside
  | 'alpha' constant                # Alpha
  | 'beta' constant                 # Beta
  | 'bias' constant                 # Bias
  ;

padding : 'same' | '[' expression (',' expression)* ']' | extent ;

activation : 'relu' | 'leaky' '(' expression ')' | 'relu6' | 'sigmoid' | 'tanh' ;
function : activation | 'linear' | unknown ;
// No activation: let through, for a better message.
unknown : NAME ('(' expression? ')')? ;

// What an argument means: messages name these rules.
shape : extent ;
window : extent ;
step : extent ;
filters : atom ;
groups : atom ;
rate : atom ;
span : atom ;
count : atom ;
constant : atom ;
side : atom ;
size : EXTENT | part ('x' atom)* ;

extent : EXTENT | atom ('x' atom)* ;
atom : part | 'shorter' ;
part : INT | FLOAT | NAME | soft | '(' expression ')' ;

expression : product (('+' | '-') product)* ;
product : factor (('*' | '/') factor)* ;
factor : '-' factor | INT | FLOAT | ident | '(' expression ')' ;

path : name ('.' (name | INT))* ;
name : ident | STRING ;

// Where no layer and no option can stand, a keyword is a name like any other.
ident
  : NAME
  | 'network' | 'input' | 'labels' | 'output'
  | 'mlpconv' | 'conv' | 'cccp' | 'fc' | 'maxpool' | 'avgpool' | 'gap' | 'dropout' | 'batchnorm'
  | 'softmax' | 'concat' | 'add' | 'identity'
  | 'relu' | 'leaky' | 'relu6' | 'sigmoid' | 'tanh' | 'linear'
  | 'pad' | 'stride' | 'dilate' | 'group' | 'act' | 'nobias' | 'norm' | 'floor' | 'inside' | 'same'
  | soft | 'shorter' | 'x'
  ;

// Where a number is expected, these words are names too.
soft
  : newcomer
  | 'preprocess' | 'repeat' | 'depthwise' | 'lrn' | 'alpha' | 'beta' | 'bias'
  ;

// What may be called as a block: what can neither begin a statement nor an option.
callee : NAME | newcomer | 'shorter' ;
newcomer
  : 'import' | 'block' | 'resize' | 'crop' | 'background' | 'order' | 'rgb' | 'bgr' | 'grey'
  | 'scale' | 'mean' | 'std'
  ;

IMPORT : 'import' ;
BLOCK : 'block' ;
NETWORK : 'network' ;
INPUT : 'input' ;
LABELS : 'labels' ;
OUTPUT : 'output' ;
PREPROCESS : 'preprocess' ;
MLPCONV : 'mlpconv' ;
CONV : 'conv' ;
CCCP : 'cccp' ;
DEPTHWISE : 'depthwise' ;
FC : 'fc' ;
MAXPOOL : 'maxpool' ;
AVGPOOL : 'avgpool' ;
GAP : 'gap' ;
DROPOUT : 'dropout' ;
BATCHNORM : 'batchnorm' ;
LRN : 'lrn' ;
SOFTMAX : 'softmax' ;
CONCAT : 'concat' ;
ADD : 'add' ;
IDENTITY : 'identity' ;
REPEAT : 'repeat' ;
RELU : 'relu' ;
LEAKY : 'leaky' ;
RELU6 : 'relu6' ;
SIGMOID : 'sigmoid' ;
TANH : 'tanh' ;
LINEAR : 'linear' ;
PAD : 'pad' ;
STRIDE : 'stride' ;
DILATE : 'dilate' ;
GROUP : 'group' ;
ACT : 'act' ;
NOBIAS : 'nobias' ;
NORM : 'norm' ;
FLOOR : 'floor' ;
INSIDE : 'inside' ;
ALPHA : 'alpha' ;
BETA : 'beta' ;
BIAS : 'bias' ;
SAME : 'same' ;
RESIZE : 'resize' ;
SHORTER : 'shorter' ;
CROP : 'crop' ;
BACKGROUND : 'background' ;
ORDER : 'order' ;
SCALE : 'scale' ;
MEAN : 'mean' ;
STD : 'std' ;
RGB : 'rgb' ;
BGR : 'bgr' ;
GREY : 'grey' ;

LBRACE : '{' ;
RBRACE : '}' ;
LPAREN : '(' ;
RPAREN : ')' ;
LBRACKET : '[' ;
RBRACKET : ']' ;
COMMA : ',' ;
DOT : '.' ;
EQUALS : '=' ;
PLUS : '+' ;
MINUS : '-' ;
TIMES : '*' ;
OVER : '/' ;
X : 'x' ;

/** 5x5 and 3x32x32 are one token: otherwise 5x5 would be 5 and the name x5. */
EXTENT : DIGIT+ ('x' DIGIT+)+ ;
INT : DIGIT+ ;
FLOAT : DIGIT+ '.' DIGIT+ EXPONENT? | DIGIT+ EXPONENT ;
/** 3xk, 5px: no number, one mistake. */
BAD_NUMBER : DIGIT+ WORD ;
LABEL : (WORD | QUOTED) [ \t\r\n]* ':' ;
NAME : WORD ;
STRING : QUOTED ;
UNTERMINATED : '"' QUOTED_CHARACTER* ;

DOC : '///' (~[/\r\n] ~[\r\n]*)? -> channel(2) ;
COMMENT : '//' ~[\r\n]* -> channel(2) ;
SPACE : [ \t\r\n\u000C\uFEFF]+ -> channel(HIDDEN) ;
/** What the language does not know, with the word in which it stands: größe is one mistake. */
JUNK : [A-Za-z_0-9]* FOREIGN (FOREIGN | [A-Za-z_0-9])* | . ;

fragment FOREIGN : ~[\u0000-\u007F\uFEFF] ;
fragment DIGIT : [0-9] ;
fragment WORD : [A-Za-z_] [A-Za-z_0-9]* ;
fragment QUOTED : '"' QUOTED_CHARACTER* '"' ;
fragment QUOTED_CHARACTER : ~["\\\r\n] | '\\' ["\\] ;
fragment EXPONENT : [eE] [+-]? DIGIT+ ;
