/** The .nin language. */
grammar Nin;

file : NETWORK NAME EOF ;

NETWORK : 'network' ;
NAME : [A-Za-z_] [A-Za-z_0-9]* ;
SPACE : [ \t\r\n]+ -> channel(HIDDEN) ;
