@echo off
rem Runs the ninc of this checkout on Windows, and builds it first where it is not built. After a
rem change of its sources, build it again: mvn -B -q -DskipTests -pl compiler/cli -am package
rem Needs a JDK of 17 or later (JAVA_HOME, else java on the PATH); building needs Maven.
setlocal EnableExtensions DisableDelayedExpansion

set "NINC_CLI=%~dp0"
set "NINC_JAR=%NINC_CLI%target\ninc.jar"
set "NINC_JAVA=java"
if not defined JAVA_HOME goto path
set "NINC_JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%NINC_JAVA%" goto java
>&2 echo error: JAVA_HOME is `%JAVA_HOME%`, and there is no bin\java.exe in it.
>&2 echo Hint: Let JAVA_HOME name a JDK of version 17 or later, or unset it.
exit /b 1

:path
where java >nul 2>nul
if not errorlevel 1 goto java
>&2 echo error: There is no `java` on the PATH.
>&2 echo Hint: Install a JDK of version 17 or later.
exit /b 1

:java
if exist "%NINC_JAR%" goto run
where mvn >nul 2>nul
if not errorlevel 1 goto build
>&2 echo error: ninc is not built yet, and there is no `mvn` on the PATH.
>&2 echo Hint: Install Maven 3.8.7 or later.
exit /b 1

:build
>&2 echo ninc: building (takes a minute, more where Maven has to download) ...
pushd "%NINC_CLI%..\.."
call mvn -B -q -DskipTests -pl compiler/cli -am package 1>&2
set "NINC_CODE=%ERRORLEVEL%"
popd
if "%NINC_CODE%"=="0" goto built
>&2 echo error: Building ninc failed; Maven says why above.
>&2 echo Hint: Mend it, and start ninc again.
exit /b 1

:built
>&2 echo ninc: built.

rem Java greets whoever asks for the Vector API with a warning; here it stays.
:run
"%NINC_JAVA%" -XX:+UseSerialGC -Djava.awt.headless=true --add-modules jdk.incubator.vector -jar "%NINC_JAR%" %*
exit /b %ERRORLEVEL%
