@echo off
rem Runs the barque command from this source tree; builds it first when the jar is missing or older than the sources.
rem Needs a JDK 17 or newer. BARQUE_JAVA_OPTS is handed to the virtual machine.
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"

rem The Java that JAVA_HOME names, else the one on the path.
set "JAVA=java.exe"
if not defined JAVA_HOME goto :on_path
set "JAVA=%JAVA_HOME%\bin\java.exe"
if not exist "%JAVA%" (
  echo barque: JAVA_HOME is %JAVA_HOME%, but there is no bin\java.exe in it. Point it to a JDK 17 or newer, or unset it. 1>&2
  exit /b 3
)
goto :version
:on_path
where java.exe >nul 2>&1
if errorlevel 1 (
  echo barque: there is no Java on the path. Install a JDK 17 or newer, or set JAVA_HOME to one. 1>&2
  exit /b 3
)

:version
set "MAJOR="
rem "call" keeps the quotes of a path with blanks: a command that begins with a quote would lose them.
for /f "tokens=3" %%v in ('call "%JAVA%" -version 2^>^&1 ^| findstr /i version') do (
  for /f "delims=.- tokens=1" %%m in ("%%~v") do if not defined MAJOR set "MAJOR=%%m"
)
if not defined MAJOR set "MAJOR=0"
if %MAJOR% LSS 17 (
  echo barque: %JAVA% is not Java 17 or newer. Set JAVA_HOME to a JDK 17 or newer. 1>&2
  exit /b 3
)

rem Exit code 1 of this line: something that goes into the jar is newer than the jar and than the last build.
set "STALE=$r=$env:ROOT; $j=Get-ChildItem ($r+'cli\target\barque-cli-*.jar') -ErrorAction SilentlyContinue | Sort-Object LastWriteTimeUtc | Select-Object -Last 1; if(-not $j -or -not (Test-Path ($r+'cli\target\lib'))){exit 1}; $t=$j.LastWriteTimeUtc; $s=Get-Item ($r+'cli\target\barque.built') -ErrorAction SilentlyContinue; if($s -and $s.LastWriteTimeUtc -gt $t){$t=$s.LastWriteTimeUtc}; $n='core','store','agents','profiles','backtest','ops-checks','cli' | ForEach-Object {Get-Item ($r+$_+'\pom.xml'); Get-ChildItem ($r+$_+'\src\main') -Recurse}; $n=@($n)+(Get-Item ($r+'pom.xml')); if($n | Where-Object {$_.LastWriteTimeUtc -gt $t} | Select-Object -First 1){exit 1}; exit 0"
powershell -NoProfile -ExecutionPolicy Bypass -Command "%STALE%"
if not errorlevel 1 goto :run

echo barque: building the command (the first time this fetches libraries)... 1>&2
if not exist "%ROOT%cli\target" mkdir "%ROOT%cli\target"
type nul > "%ROOT%cli\target\barque.began"
pushd "%ROOT%"
call mvnw.cmd --batch-mode --no-transfer-progress -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -Dmaven.test.skip=true -Dspotless.check.skip -Denforcer.skip -Dmdep.analyze.skip -pl cli -am package 1>&2 <nul
set "BUILT=%ERRORLEVEL%"
popd
if not "%BUILT%"=="0" (
  echo barque: the build failed, see above. The command was not run. 1>&2
  exit /b 3
)
move /y "%ROOT%cli\target\barque.began" "%ROOT%cli\target\barque.built" >nul

:run
set "JAR="
for /f "delims=" %%j in ('dir /b /o:d "%ROOT%cli\target\barque-cli-*.jar" 2^>nul') do set "JAR=%ROOT%cli\target\%%j"
if not defined JAR (
  echo barque: there is no jar in %ROOT%cli\target. 1>&2
  exit /b 3
)
rem Verbs that are over in a second gain from a compiler that does less; the others lose by it.
set "TIER=-XX:TieredStopAtLevel=1"
for %%w in (demo backtest compare conformance) do if /i "%~1"=="%%w" set "TIER=-XX:TieredStopAtLevel=4"
if /i "%~2"=="regenerate" set "TIER=-XX:TieredStopAtLevel=4"
"%JAVA%" -XX:+IgnoreUnrecognizedVMOptions -XX:+UseSerialGC -Xshare:auto %TIER% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow %BARQUE_JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
