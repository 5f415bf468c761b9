@echo off
rem The command kg. It installs itself at first use from program\wheels; no network is needed.
rem     kg query tasks
setlocal
chcp 65001 >nul
set "PROGRAM=%~dp0program"
set "PYTHONUTF8=1"
if exist "%PROGRAM%\env\.done" goto ready
py -3.11 -V >nul 2>nul
if errorlevel 1 goto plain
py -3.11 "%PROGRAM%\install.py"
if errorlevel 1 goto failed
goto ready
:plain
python "%PROGRAM%\install.py"
if errorlevel 1 goto failed
:ready
if "%~1"=="" goto console
"%PROGRAM%\env\Scripts\python.exe" -m kg %*
exit /b %errorlevel%
:console
cd /d "%~dp0"
"%PROGRAM%\env\Scripts\python.exe" -m kg --help
cmd /k
exit /b 0
:failed
echo 64-bit Python 3.11 is needed / 需要64位的 Python 3.11
pause
exit /b 2
