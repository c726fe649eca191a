@echo off
rem Builds Mho on first use, then runs it: mho run quickstart
setlocal
set "here=%~dp0"
set "program=%here%src\Mho.Cli\bin\Release\net10.0\Mho.Cli.dll"
where dotnet >nul 2>nul || (echo mho: the .NET 10 SDK is not on PATH; get it from https://dotnet.microsoft.com/download/dotnet/10.0 1>&2 & exit /b 2)
dotnet build "%here%src\Mho.Cli\Mho.Cli.csproj" -c Release --nologo -v quiet 1>&2 || exit /b 2
dotnet "%program%" %*
exit /b %errorlevel%
